import { type ComponentProps } from "react";
import { cn } from "./class-names";

export function Kbd({ className, ...props }: ComponentProps<"kbd">) {
  return <kbd className={cn("inline-grid h-5 min-w-5 place-items-center rounded-xs border border-neutral-6 bg-neutral-2 px-1 font-mono text-[11px] leading-none text-neutral-11", className)} {...props} />;
}
