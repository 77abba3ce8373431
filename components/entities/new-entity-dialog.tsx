"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { apiSend } from "@/components/query/api-client";
import { describeError } from "@/components/query/describe-error";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";
import type { EntityResource } from "@/lib/entities/entity-resource";
import { readTraits, TraitsField } from "./traits-field";

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

export function NewEntityDialog({ open, onOpenChange }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="New entity" description="One that is there already gets the traits in addition.">
        <NewEntityForm />
      </DialogContent>
    </Dialog>
  );
}

function NewEntityForm() {
  const id = useId();
  const router = useRouter();
  const client = useQueryClient();
  const [kind, setKind] = useState("customer");
  const [externalId, setExternalId] = useState("");
  const [text, setText] = useState('{\n  "name": ""\n}');
  const read = readTraits(text);
  const save = useMutation({
    mutationFn: async () => (await apiSend<{ data: EntityResource }>("POST", "/v1/entities", { kind: kind.trim(), external_id: externalId.trim(), traits: "traits" in read ? read.traits : {} })).data,
    onSuccess: (entity) => {
      void client.invalidateQueries({ queryKey: ["entities"] });
      router.push(`/entities/${entity.id}`);
    },
  });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <FieldRow label="Kind" htmlFor={`${id}-kind`} help="Read as $entity.<kind> in pipelines.">
        <Input id={`${id}-kind`} value={kind} onChange={(event) => setKind(event.target.value)} className="font-mono text-mono" />
      </FieldRow>
      <FieldRow label="Id" htmlFor={`${id}-id`} help="The id it has in your own system.">
        <Input id={`${id}-id`} value={externalId} onChange={(event) => setExternalId(event.target.value)} className="font-mono text-mono" placeholder="cus_204" />
      </FieldRow>
      <TraitsField value={text} onChange={setText} error={"error" in read ? read.error : undefined} />
      {save.error && (
        <p role="alert" className="text-dense text-dead">
          {describeError(save.error).message}
        </p>
      )}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" isBusy={save.isPending} disabled={kind.trim() === "" || externalId.trim() === "" || "error" in read}>
          Save
        </Button>
      </div>
    </form>
  );
}
