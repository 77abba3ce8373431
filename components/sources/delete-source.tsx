"use client";

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { describeError } from "@/components/query/describe-error";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { SourceResource } from "@/lib/sources/source-resource";
import { useDeleteSource } from "./use-sources";

/** Refused while something uses it: then the reason stands here. */
export function DeleteSource({ source, onDeleted }: { source: SourceResource; onDeleted: () => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const remove = useDeleteSource(source, onDeleted);
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="max-w-md min-w-0 text-dense text-neutral-11" role={remove.error ? "alert" : undefined}>
        {remove.error ? describeError(remove.error).message : "Its events stay. Keys and pipelines that use it have to be changed first."}
      </p>
      <Button onClick={() => setIsOpen(true)} className="text-dead">
        <Trash2 aria-hidden="true" />
        Delete
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        isDanger
        title={`Delete ${source.name}?`}
        description="Events can't be sent to it any more. Those it brought stay."
        confirmLabel="Delete"
        onConfirm={() => remove.mutateAsync().catch(() => {})}
      />
    </div>
  );
}
