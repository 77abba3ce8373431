"use client";

import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { WebhookAuthMode } from "@/lib/webhook-sources/auth-modes";
import type { WebhookAccess } from "./use-sources";

type AccessShownProps = { title: string; access: WebhookAccess; mode: string | null; onClose: () => void };

/** A webhook source's address and secret, the one time the secret is shown. */
export function AccessShown({ title, access: { url, secret }, mode, onClose }: AccessShownProps) {
  const hasSecret = (mode as WebhookAuthMode | null) !== "none";
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        className="max-w-2xl"
        title={title}
        description={hasSecret ? "Copy the secret now: it is not shown again." : "Whoever has this address can send."}
        // A slip beside the dialog would lose the secret.
        onInteractOutside={(event) => event.preventDefault()}
        footer={
          <Button variant="primary" onClick={onClose}>
            {hasSecret ? "I have copied it" : "Done"}
          </Button>
        }
      >
        <dl className="flex flex-col gap-4 text-dense">
          <div>
            <dt className="mb-1 font-medium">Address</dt>
            <dd>
              <CodeBlock code={url} language="address" />
            </dd>
          </div>
          {hasSecret && (
            <div>
              <dt className="mb-1 font-medium">Secret</dt>
              <dd>
                <CodeBlock code={secret} language="secret" />
              </dd>
            </div>
          )}
        </dl>
      </DialogContent>
    </Dialog>
  );
}
