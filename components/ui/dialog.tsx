"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./class-names";
import { floatingClasses } from "./control-classes";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

type DialogContentProps = Omit<ComponentProps<typeof Radix.Content>, "title"> & {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, kept in view while the content scrolls. */
  footer?: ReactNode;
};

export function DialogContent({ title, description, footer, className, children, ...props }: DialogContentProps) {
  return (
    <Radix.Portal>
      <DialogOverlay />
      <Radix.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          floatingClasses,
          "fixed top-[max(16px,12vh)] left-1/2 flex max-h-[min(640px,calc(100dvh-32px))] w-[calc(100vw-32px)] max-w-lg -translate-x-1/2 animate-appear flex-col outline-none",
          className,
        )}
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

export function DialogOverlay() {
  return <Radix.Overlay className="fixed inset-0 z-50 animate-appear bg-overlay" />;
}

export function CloseButton() {
  return (
    <Radix.Close asChild>
      <Button variant="ghost" size="icon" aria-label="Close" className="-mt-1 -mr-2 size-7">
        <X aria-hidden="true" />
      </Button>
    </Radix.Close>
  );
}
