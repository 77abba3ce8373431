"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useDeleteSchema } from "./use-schemas";

export function DeleteSchema({ type, onDeleted }: { type: string; onDeleted: () => void }) {
  const [isAsked, setIsAsked] = useState(false);
  const remove = useDeleteSchema(type, onDeleted);
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 text-dense text-neutral-11">
      <p>Its events pass undeclared from then on. All its versions go; events and rejections stay.</p>
      <Button variant="danger" onClick={() => setIsAsked(true)}>
        Delete
      </Button>
      <ConfirmDialog open={isAsked} onOpenChange={setIsAsked} isDanger title={`Delete the schema of ${type}?`} description="This can't be undone." confirmLabel="Delete" onConfirm={() => remove.mutateAsync()} />
    </div>
  );
}
