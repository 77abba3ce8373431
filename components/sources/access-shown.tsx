"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { ShownOnceDialog } from "@/components/ui/shown-once-dialog";
import type { WebhookAccess } from "./use-sources";

type AccessShownProps = { title: string; access: WebhookAccess; /** Of what proves its calls, where something does. */ hasSecret: boolean; onClose: () => void };

/** A webhook source's address, and its secret the one time it is shown. */
export function AccessShown({ title, access: { url, secret }, hasSecret, onClose }: AccessShownProps) {
  const description = hasSecret ? "Copy the secret now: it is not shown again." : "Whoever calls it has to know it: keep it to yourselves.";
  return (
    <ShownOnceDialog title={title} description={description} {...(!hasSecret && { closeLabel: "Done" })} onClose={onClose}>
      <Shown title="Address" code={url} />
      {hasSecret && <Shown title="Secret" code={secret} />}
    </ShownOnceDialog>
  );
}

function Shown({ title, code }: { title: string; code: string }) {
  return (
    <div className="text-dense">
      <p className="mb-1 font-medium">{title}</p>
      <CodeBlock code={code} language={title.toLowerCase()} />
    </div>
  );
}
