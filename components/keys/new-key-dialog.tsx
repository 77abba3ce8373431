"use client";

import { KeyRound } from "lucide-react";
import { useId } from "react";
import { SendSnippet } from "@/components/sources/send-snippet";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { ShownOnceDialog } from "@/components/ui/shown-once-dialog";
import { NewKeyForm } from "./new-key-form";
import { useCreateKey, type CreatedKey } from "./use-keys";

/** Asks what the key is for, then shows it the one time. */
export function NewKeyDialog({ source, onClose }: { source: string; onClose: () => void }) {
  const formId = useId();
  const create = useCreateKey();
  if (create.data) return <KeyShown created={create.data} onClose={onClose} />;
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="Create a key"
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" form={formId} variant="primary" isBusy={create.isPending}>
              <KeyRound aria-hidden="true" />
              Create
            </Button>
          </>
        }
      >
        <NewKeyForm id={formId} source={source} error={create.error} onSubmit={(input) => create.mutate(input)} />
      </DialogContent>
    </Dialog>
  );
}

function KeyShown({ created, onClose }: { created: CreatedKey; onClose: () => void }) {
  return (
    <ShownOnceDialog title={`${created.name} is ready`} description="Copy it now: it is not shown again, and nobody can read it from here later." onClose={onClose}>
      <CodeBlock code={created.key} language="key" />
      {created.scopes.includes("ingest") && <SendSnippet apiKey={created.key} />}
    </ShownOnceDialog>
  );
}
