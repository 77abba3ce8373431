"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { apiSend } from "@/components/query/api-client";
import { ApiError } from "@/components/query/api-error";
import { describeError } from "@/components/query/describe-error";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";
import type { PipelineDetail } from "@/lib/pipelines/pipeline-resource";
import { slugOf } from "./slug-of";

type NewPipelineDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

export function NewPipelineDialog({ open, onOpenChange }: NewPipelineDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="New pipeline" description="It starts blank and takes no events before you deploy and activate it.">
        <NewPipelineForm />
      </DialogContent>
    </Dialog>
  );
}

function NewPipelineForm() {
  const router = useRouter();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [ownSlug, setOwnSlug] = useState<string | null>(null);
  const slug = ownSlug ?? slugOf(name);
  const create = useMutation({
    mutationFn: async () => (await apiSend<{ data: PipelineDetail }>("POST", "/v1/pipelines", { definition: { version: 1, slug, name: name.trim() } })).data,
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ["pipelines"] });
      router.push(`/pipelines/${id}`);
    },
  });
  const slugProblem = create.error instanceof ApiError ? create.error.details.find(({ path }) => path === "slug")?.message : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "" && slug !== "") create.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <FieldRow label="Name" htmlFor="pipeline-name" {...(create.error && !slugProblem ? { error: describeError(create.error).message } : {})}>
        <Input id="pipeline-name" value={name} onChange={(event) => setName(event.target.value)} maxLength={120} required autoFocus placeholder="Route support escalations" />
      </FieldRow>
      <FieldRow label="Slug" htmlFor="pipeline-slug" help="Names it in files, in the API and in links." {...(slugProblem ? { error: slugProblem } : {})}>
        <Input id="pipeline-slug" value={slug} onChange={(event) => setOwnSlug(event.target.value)} maxLength={64} required pattern="[A-Za-z0-9][A-Za-z0-9_\-]*" aria-invalid={slugProblem !== undefined} className="font-mono" />
      </FieldRow>
      <div className="flex justify-end">
        <Button type="submit" variant="primary" isBusy={create.isPending || create.isSuccess}>Create</Button>
      </div>
    </form>
  );
}
