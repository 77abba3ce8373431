"use client";

import { Dialog as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode } from "react";
import { cn } from "./class-names";
import { CloseButton, DialogOverlay } from "./dialog";

export const Sheet = Radix.Root;
export const SheetTrigger = Radix.Trigger;

const sides = {
  right: "inset-y-0 right-0 w-full max-w-lg border-l animate-from-right",
  left: "inset-y-0 left-0 w-72 max-w-[calc(100vw-48px)] border-r animate-from-left",
  bottom: "inset-x-0 bottom-0 max-h-[85dvh] rounded-t-md border-t animate-from-bottom",
};

type SheetContentProps = Omit<ComponentProps<typeof Radix.Content>, "title"> & {
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  side?: keyof typeof sides;
};

/** A dialog that comes from an edge of the screen and leaves the page beside it in view. */
export function SheetContent({ title, description, footer, side = "right", className, children, ...props }: SheetContentProps) {
  return (
    <Radix.Portal>
      <DialogOverlay />
      <Radix.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn("fixed z-50 flex flex-col border-neutral-6 bg-raised text-neutral-12 shadow-float outline-none", sides[side], className)}
        {...props}
      >
        <header className="flex items-start gap-3 px-5 pt-4 pb-3">
          <div className="min-w-0 flex-1">
            <Radix.Title className="text-[15px] leading-5 font-semibold">{title}</Radix.Title>
            {description && <Radix.Description className="mt-1 text-dense text-neutral-11">{description}</Radix.Description>}
          </div>
          <CloseButton />
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
        {footer && <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</footer>}
      </Radix.Content>
    </Radix.Portal>
  );
}
