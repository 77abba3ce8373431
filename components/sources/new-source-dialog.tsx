"use client";

import { type FormEvent, useId, useState } from "react";
import { NameAndSlug } from "@/components/naming/name-and-slug";
import { ApiError } from "@/components/query/api-error";
import { describeError } from "@/components/query/describe-error";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { SourceResource } from "@/lib/sources/source-resource";
import type { WebhookAuthMode } from "@/lib/webhook-sources/auth-modes";
import { AccessShown } from "./access-shown";
import { authModes, toDomains } from "./source-words";
import { useCreateSource, type NewSource } from "./use-sources";

type NewSourceDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; onCreated: (source: SourceResource) => void };

const kinds: { value: NewSource["kind"]; label: string; hint: string }[] = [
  { value: "api", label: "API", hint: "your app sends with a key" },
  { value: "webhook", label: "Webhook", hint: "another service calls an address" },
  { value: "email", label: "Email", hint: "mail to an address is an event" },
];

export function NewSourceDialog({ open, onOpenChange, onCreated }: NewSourceDialogProps) {
  const formId = useId();
  const [value, setValue] = useState({ name: "", slug: "" });
  const [kind, setKind] = useState<NewSource["kind"]>("api");
  const [mode, setMode] = useState<WebhookAuthMode>("hmac");
  const [secret, setSecret] = useState("");
  const [domains, setDomains] = useState("");
  const create = useCreateSource((source) => {
    if (!source.webhook) onCreated(source);
  });
  const problems = create.error instanceof ApiError ? create.error.details : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ ...value, kind, ...(kind === "webhook" && { auth_mode: mode, ...(secret !== "" && { secret }) }), ...(kind === "email" && { from_domains: toDomains(domains) }) });
  };
  const created = create.data;
  if (created?.webhook) return <AccessShown title={`${created.name} is ready`} access={created.webhook} hasSecret={mode !== "none"} onClose={() => onCreated(created)} />;
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="New source"
        description="Pipelines choose which sources they listen to."
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
          <FieldRow label="Kind" htmlFor={`${formId}-kind`}>
            <Select id={`${formId}-kind`} value={kind} onValueChange={(next) => setKind(next as NewSource["kind"])} options={kinds} />
          </FieldRow>
          <NameAndSlug value={value} onChange={setValue} problems={problems} placeholder={kind === "api" ? "Billing service" : "Stripe"} slugHelp="Pipelines as code name it by this." />
          {kind === "webhook" && (
            <>
              <FieldRow label="A call is believed by" htmlFor={`${formId}-mode`} help={mode === "none" ? "Whoever learns the address can send. Use it to try things out, not in production." : undefined}>
                <Select id={`${formId}-mode`} value={mode} onValueChange={(next) => setMode(next as WebhookAuthMode)} options={authModes} />
              </FieldRow>
              {mode !== "none" && (
                <FieldRow label="Secret" htmlFor={`${formId}-secret`} aside="optional" help={mode === "stripe" ? "Stripe shows it when the endpoint is made: whsec_… It can be set afterwards." : "One is made where you give none."} error={problems.find(({ path }) => path === "secret")?.message}>
                  <Input id={`${formId}-secret`} value={secret} onChange={(event) => setSecret(event.target.value)} type="password" autoComplete="off" className="font-mono" />
                </FieldRow>
              )}
            </>
          )}
          {kind === "email" && (
            <FieldRow label="Takes mail from" htmlFor={`${formId}-domains`} aside="optional" help="Domains, with commas between. Everybody's mail unless given." error={problems.find(({ path }) => path.startsWith("from_domains"))?.message}>
              <Input id={`${formId}-domains`} value={domains} onChange={(event) => setDomains(event.target.value)} placeholder="example.com" autoComplete="off" />
            </FieldRow>
          )}
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
