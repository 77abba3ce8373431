"use client";

import { Tabs as Radix } from "radix-ui";
import { type ComponentProps } from "react";
import { cn } from "./class-names";

export const Tabs = Radix.Root;

export function TabsList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  return <Radix.List className={cn("flex gap-4 overflow-x-auto border-b", className)} {...props} />;
}

export function TabsTrigger({ className, ...props }: ComponentProps<typeof Radix.Trigger>) {
  return <Radix.Trigger className={cn(tabClasses, "data-[state=active]:border-neutral-12 data-[state=active]:text-neutral-12", className)} {...props} />;
}

export function TabsContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return <Radix.Content className={cn("pt-4", className)} {...props} />;
}

/** Also the look of links that are a page's tabs. */
export const tabClasses =
  "-mb-px shrink-0 border-b-2 border-transparent px-0.5 pt-1 pb-2 text-dense font-medium whitespace-nowrap text-neutral-10 transition-colors hover:text-neutral-12 focus-visible:-outline-offset-2";
