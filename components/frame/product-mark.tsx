import { cn } from "@/components/ui/class-names";

/** Three layers, one way through. */
export function ProductMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" className={cn("size-6", className)} fill="none" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <rect x="1" y="1" width="22" height="22" rx="6" className="fill-neutral-12" stroke="none" />
      <path className="stroke-neutral-1" d="M6 8h5.5l5 8H18M6 16h4" />
      <circle className="fill-neutral-1" cx="17.5" cy="8" r="1.5" />
    </svg>
  );
}
