"use client";

import { AlertDialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { cn } from "./class-names";
import { floatingClasses } from "./control-classes";

type ConfirmDialogProps = {
  title: ReactNode;
  description: ReactNode;
  confirmLabel: string;
  isDanger?: boolean;
  /** A promise keeps the dialog busy; a rejected one leaves it open, and is the caller's to show. */
  onConfirm: () => void | Promise<unknown>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children?: ReactNode;
};

export function ConfirmDialog({ title, description, confirmLabel, isDanger = false, onConfirm, open, onOpenChange, children }: ConfirmDialogProps) {
  const [isBusy, setIsBusy] = useState(false);
  const confirm = async () => {
    setIsBusy(true);
    const isDone = await Promise.resolve(onConfirm()).then(() => true, () => false);
    setIsBusy(false);
    if (isDone) onOpenChange(false);
  };
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-50 animate-appear bg-overlay" />
        <AlertDialog.Content className={cn(floatingClasses, "fixed top-[max(16px,20vh)] left-1/2 w-[calc(100vw-32px)] max-w-md -translate-x-1/2 animate-appear p-5 outline-none")}>
          <AlertDialog.Title className="text-[15px] leading-5 font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="mt-2 text-dense text-neutral-11">{description}</div>
          </AlertDialog.Description>
          {children && <div className="mt-3">{children}</div>}
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button>Cancel</Button>
            </AlertDialog.Cancel>
            <Button variant={isDanger ? "danger" : "primary"} isBusy={isBusy} onClick={() => void confirm()}>
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
