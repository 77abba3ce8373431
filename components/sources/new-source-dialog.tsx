"use client";

import { type FormEvent, useId, useState } from "react";
import { NameAndSlug } from "@/components/naming/name-and-slug";
import { ApiError } from "@/components/query/api-error";
import { describeError } from "@/components/query/describe-error";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import type { SourceResource } from "@/lib/sources/source-resource";
import { useCreateSource } from "./use-sources";

type NewSourceDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; onCreated: (source: SourceResource) => void };

export function NewSourceDialog({ open, onOpenChange, onCreated }: NewSourceDialogProps) {
  const formId = useId();
  const [value, setValue] = useState({ name: "", slug: "" });
  const create = useCreateSource(onCreated);
  const problems = create.error instanceof ApiError ? create.error.details : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(value);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="New API source"
        description="Your app sends to it over HTTP, with keys of its own."
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" form={formId} variant="primary" isBusy={create.isPending}>
              Create
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} className="flex flex-col gap-3">
          <NameAndSlug value={value} onChange={setValue} problems={problems} placeholder="Billing service" slugHelp="Pipelines as code name it by this." />
          {create.error && problems.length === 0 && (
            <p role="alert" className="text-dense text-dead">
              {describeError(create.error).message}
            </p>
          )}
        </form>
      </DialogContent>
    </Dialog>
  );
}
