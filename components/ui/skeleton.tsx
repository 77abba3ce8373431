import { cn } from "./class-names";

/** Stands where something will be; give it that thing's size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cn("h-4 animate-shimmer rounded-xs bg-neutral-4", className)} />;
}
