"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import { type ComponentProps } from "react";
import { cn } from "./class-names";

export function Checkbox({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        "group inline-grid size-4 shrink-0 place-items-center rounded-xs border border-neutral-8 bg-raised transition-colors disabled:opacity-50",
        "data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent",
        className,
      )}
      {...props}
    >
      <Radix.Indicator className="text-on-accent">
        <Minus className="hidden size-3 group-data-[state=indeterminate]:block" strokeWidth={3} aria-hidden="true" />
        <Check className="size-3 group-data-[state=indeterminate]:hidden" strokeWidth={3} aria-hidden="true" />
      </Radix.Indicator>
    </Radix.Root>
  );
}
