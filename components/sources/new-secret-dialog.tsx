"use client";

import { type FormEvent, useId, useState } from "react";
import { describeError } from "@/components/query/describe-error";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";

type NewSecretDialogProps = {
  /** The sender makes the secret itself, as Stripe does. */
  isSenders: boolean;
  error: Error | null;
  isBusy: boolean;
  /** Without a secret one is made. */
  onSubmit: (secret: string | undefined) => void;
  onClose: () => void;
};

/** A new secret for a webhook source: made here, or as its sender shows it. */
export function NewSecretDialog({ isSenders, error, isBusy, onSubmit, onClose }: NewSecretDialogProps) {
  const id = useId();
  const [secret, setSecret] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(secret.trim() === "" ? undefined : secret.trim());
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="New secret"
        description="The one in use is accepted for another 24 hours, so that the sender can be changed without a gap."
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" form={id} variant="primary" disabled={isSenders && secret.trim() === ""} isBusy={isBusy}>
              {secret.trim() === "" ? "Make a secret" : "Use this secret"}
            </Button>
          </>
        }
      >
        <form id={id} onSubmit={submit}>
          <FieldRow
            label="Secret"
            htmlFor={`${id}-secret`}
            {...(!isSenders && { aside: "optional" })}
            help={isSenders ? "Stripe shows it where the endpoint is: whsec_…" : "The sender's own; one is made where this is empty."}
            error={error ? describeError(error).message : undefined}
          >
            <Input id={`${id}-secret`} value={secret} onChange={(event) => setSecret(event.target.value)} type="password" autoComplete="off" className="font-mono" />
          </FieldRow>
        </form>
      </DialogContent>
    </Dialog>
  );
}
