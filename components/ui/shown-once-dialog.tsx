"use client";

import { type ReactNode } from "react";
import { Button } from "./button";
import { Dialog, DialogContent } from "./dialog";

type ShownOnceDialogProps = { title: string; description: string; closeLabel?: string; onClose: () => void; children: ReactNode };

/** A secret that nobody can read again: only its button closes it. */
export function ShownOnceDialog({ title, description, closeLabel = "I have copied it", onClose, children }: ShownOnceDialogProps) {
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        className="max-w-2xl"
        title={title}
        description={description}
        // A slip beside the dialog would lose the secret.
        onInteractOutside={(event) => event.preventDefault()}
        footer={
          <Button variant="primary" onClick={onClose}>
            {closeLabel}
          </Button>
        }
      >
        <div className="flex flex-col gap-4">{children}</div>
      </DialogContent>
    </Dialog>
  );
}
