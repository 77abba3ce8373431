"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState, type DragEvent } from "react";
import { toast } from "sonner";
import { apiSend } from "@/components/query/api-client";
import { ApiError } from "@/components/query/api-error";
import { describeError } from "@/components/query/describe-error";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Textarea } from "@/components/ui/textarea";
import type { PipelineDetail } from "@/lib/pipelines/pipeline-resource";

type ImportDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

export function ImportDialog({ open, onOpenChange }: ImportDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Import a pipeline" description="JSON or YAML, as an export writes it. A pipeline of the same slug gets it as its new draft; nothing is deployed.">
        <ImportForm />
      </DialogContent>
    </Dialog>
  );
}

function ImportForm() {
  const router = useRouter();
  const client = useQueryClient();
  const fileInput = useId();
  const [text, setText] = useState("");
  const [isOver, setIsOver] = useState(false);
  const bring = useMutation({
    mutationFn: async () => (await apiSend<{ data: PipelineDetail }>("POST", "/v1/pipelines/import", { text })).data,
    onSuccess: ({ id, name }) => {
      void client.invalidateQueries({ queryKey: ["pipelines"] });
      toast.success(`${name} is imported as a draft`);
      router.push(`/pipelines/${id}`);
    },
  });
  const take = (file: File | undefined) => void file?.text().then(setText);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div className="flex flex-col gap-3">
      <label
        htmlFor={fileInput}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
        className={cn("flex cursor-pointer items-center justify-center gap-2 rounded-sm border border-dashed border-neutral-7 px-3 py-4 text-dense text-neutral-11 transition-colors hover:bg-neutral-3 has-focus-visible:outline-2 has-focus-visible:outline-accent", isOver && "border-accent bg-accent-tint")}
      >
        <FileUp className="size-4" aria-hidden="true" />
        Choose a file or drop it here
        <input id={fileInput} type="file" accept=".json,.yaml,.yml,application/json,application/yaml" className="sr-only" onChange={(event) => take(event.target.files?.[0])} />
      </label>
      <Textarea value={text} onChange={(event) => setText(event.target.value)} rows={10} spellCheck={false} aria-label="Definition" placeholder={"slug: route-support-escalations\nname: Route support escalations\nsources: …"} className="font-mono text-mono" />
      {bring.error && <Problems error={bring.error} />}
      <div className="flex justify-end">
        <Button variant="primary" disabled={text.trim() === ""} isBusy={bring.isPending || bring.isSuccess} onClick={() => bring.mutate()}>Import</Button>
      </div>
    </div>
  );
}

function Problems({ error }: { error: unknown }) {
  const problems = error instanceof ApiError ? error.details : [];
  return (
    <div role="alert" className="rounded-sm border border-dead px-3 py-2 text-dense">
      {problems.length === 0 && <p className="text-dead">{describeError(error).message}</p>}
      <ul className="flex flex-col gap-1">
        {problems.map(({ path, message }) => (
          <li key={`${path} ${message}`} className="break-words">
            {path !== "" && <code className="mr-2 font-mono text-mono text-dead">{path}</code>}
            {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
