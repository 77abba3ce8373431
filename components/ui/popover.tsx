"use client";

import { Popover as Radix } from "radix-ui";
import { type ComponentProps } from "react";
import { cn } from "./class-names";
import { floatingClasses } from "./control-classes";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;

export function PopoverContent({ className, align = "start", sideOffset = 4, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content align={align} sideOffset={sideOffset} collisionPadding={8} className={cn(floatingClasses, "w-72 max-w-[calc(100vw-16px)] animate-pop p-3", className)} {...props} />
    </Radix.Portal>
  );
}
