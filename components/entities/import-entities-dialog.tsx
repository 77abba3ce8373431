"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useId, useState } from "react";
import { apiSend } from "@/components/query/api-client";
import { describeError } from "@/components/query/describe-error";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Textarea } from "@/components/ui/textarea";
import type { EntityImportResource } from "@/lib/entities/import-resource";

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

const linesShown = 5;

export function ImportEntitiesDialog({ open, onOpenChange }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Import entities" description="CSV with the columns kind, external_id and one a trait; or JSON: a list of { kind, external_id, traits }. Known ones get the traits in addition.">
        <ImportForm onStarted={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function ImportForm({ onStarted }: { onStarted: () => void }) {
  const file = useId();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const bring = useMutation({
    mutationFn: async () => (await apiSend<{ data: EntityImportResource }>("POST", "/v1/entities/imports", bodyOf(text))).data,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["entities"] });
      onStarted();
    },
  });
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return (
    <div className="flex flex-col gap-3">
      <label htmlFor={file} className="flex cursor-pointer items-center justify-center gap-2 rounded-sm border border-dashed border-neutral-7 px-3 py-4 text-dense text-neutral-11 transition-colors hover:bg-neutral-3 has-focus-visible:outline-2 has-focus-visible:outline-accent">
        <FileUp className="size-4" aria-hidden="true" />
        Choose a file
        <input id={file} type="file" accept=".csv,.json,text/csv,application/json" className="sr-only" onChange={(event) => void event.target.files?.[0]?.text().then(setText)} />
      </label>
      <Textarea value={text} onChange={(event) => setText(event.target.value)} rows={8} spellCheck={false} aria-label="CSV or JSON" placeholder={"kind,external_id,name,plan,mrr\ncustomer,cus_204,Northwind,scale,48900"} className="font-mono text-mono" />
      {lines.length > 0 && !isJson(text) && (
        <p className="text-label text-neutral-11">
          {(lines.length - 1).toLocaleString("en")} rows; columns {(lines[0] ?? "").split(/[,;\t]/).slice(0, linesShown).join(", ")}
        </p>
      )}
      {bring.error && (
        <p role="alert" className="text-dense text-dead">
          {describeError(bring.error).message}
        </p>
      )}
      <div className="flex justify-end">
        <Button variant="primary" disabled={lines.length === 0} isBusy={bring.isPending} onClick={() => bring.mutate()}>
          Import
        </Button>
      </div>
    </div>
  );
}

function isJson(text: string): boolean {
  return /^\s*\[/.test(text);
}

function bodyOf(text: string): unknown {
  if (!isJson(text)) return { csv: text };
  try {
    return { entities: JSON.parse(text) as unknown };
  } catch {
    // The server says what is wrong with it.
    return { csv: text };
  }
}
