import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import { type ComponentProps } from "react";
import { cn } from "./class-names";

const variants = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  secondary: "border border-neutral-6 bg-raised text-neutral-12 hover:bg-neutral-3",
  ghost: "text-neutral-11 hover:bg-neutral-4 hover:text-neutral-12",
  danger: "bg-danger text-on-danger hover:bg-danger-hover",
};

const sizes = {
  sm: "h-7 gap-1.5 px-2.5 text-dense",
  md: "h-8 gap-2 px-3 text-dense",
  icon: "size-8 shrink-0",
};

type ButtonProps = ComponentProps<"button"> & {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
  /** Shows that it works and takes no second click. */
  isBusy?: boolean;
  /** Gives its looks to its only child, a link for instance. */
  asChild?: boolean;
};

export function Button({ variant = "secondary", size = "md", isBusy = false, asChild = false, className, children, disabled, ...props }: ButtonProps) {
  const classes = cn(
    "relative inline-flex items-center justify-center rounded-sm font-medium whitespace-nowrap transition-colors select-none",
    "disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50",
    "[&_svg]:size-4 [&_svg]:shrink-0",
    variants[variant],
    sizes[size],
    className,
  );
  if (asChild) return <Slot.Root className={classes} {...props}>{children}</Slot.Root>;
  return (
    <button type="button" className={classes} disabled={disabled || isBusy} aria-busy={isBusy || undefined} {...props}>
      {isBusy ? <Busy>{children}</Busy> : children}
    </button>
  );
}

/** Keeps the button's width, and its words for a screen reader. */
function Busy({ children }: { children: ComponentProps<"button">["children"] }) {
  return (
    <>
      <span className="inline-flex items-center gap-[inherit] opacity-0">{children}</span>
      <span className="absolute inset-0 grid place-items-center" aria-hidden="true">
        <LoaderCircle className="animate-spin" />
      </span>
    </>
  );
}
