import { type ComponentProps } from "react";
import { cn } from "./class-names";

/** Scrolls sideways inside its own frame, so that the page never does. */
export function Table({ className, ...props }: ComponentProps<"table">) {
  return (
    <div tabIndex={0} role="group" aria-label="Table" className="overflow-x-auto rounded-md border">
      <table className={cn("w-full border-collapse text-dense tabular-nums", className)} {...props} />
    </div>
  );
}

export function THead({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={cn("bg-neutral-2 text-left text-label text-neutral-10", className)} {...props} />;
}

export function TBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody className={cn("divide-y divide-neutral-4 border-t", className)} {...props} />;
}

export function TR({ className, ...props }: ComponentProps<"tr">) {
  return <tr className={cn("transition-colors [tbody_&]:hover:bg-neutral-2 [tbody_&]:aria-selected:bg-accent-tint", className)} {...props} />;
}

export function TH({ className, scope = "col", ...props }: ComponentProps<"th">) {
  return <th scope={scope} className={cn("h-8 px-3 text-left font-medium whitespace-nowrap", className)} {...props} />;
}

export function TD({ className, ...props }: ComponentProps<"td">) {
  return <td className={cn("px-3 py-2 align-middle", className)} {...props} />;
}
