"use client";

import { Archive, ArchiveRestore, Copy, Ellipsis, FileBraces, FileText, ListTree, Pause, Play, Workflow } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useViewer } from "@/components/frame/viewer-context";
import { showError } from "@/components/query/show-error";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuSeparator, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import type { PipelineListItem } from "@/lib/pipelines/pipeline-resource";
import { exportFile } from "./export-file";
import { useDuplicate, useStatusChange } from "./use-pipelines";

/** Everything that can be done with a pipeline without opening it. */
export function PipelineMenu({ pipeline: { id, slug, name, status, version } }: { pipeline: PipelineListItem }) {
  const { canEdit } = useViewer();
  const [isArchiving, setIsArchiving] = useState(false);
  const change = useStatusChange();
  const duplicate = useDuplicate();
  const save = (format: "json" | "yaml") => void exportFile(id, slug, format).catch(showError);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon" className="size-7" aria-label={`Actions for ${name}`}>
            <Ellipsis aria-hidden="true" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem asChild><Link href={`/pipelines/${id}`}><Workflow aria-hidden="true" />Open</Link></DropdownMenuItem>
          <DropdownMenuItem asChild><Link href={`/pipelines/${id}/runs`}><ListTree aria-hidden="true" />Runs</Link></DropdownMenuItem>
          {canEdit && status === "active" && <DropdownMenuItem onSelect={() => change.mutate({ id, change: "pause" })}><Pause aria-hidden="true" />Pause</DropdownMenuItem>}
          {canEdit && version !== null && status !== "active" && status !== "archived" && <DropdownMenuItem onSelect={() => change.mutate({ id, change: "activate" })}><Play aria-hidden="true" />Activate</DropdownMenuItem>}
          {canEdit && <DropdownMenuItem onSelect={() => duplicate.mutate(id)}><Copy aria-hidden="true" />Duplicate</DropdownMenuItem>}
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => save("json")}><FileBraces aria-hidden="true" />Export as JSON</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => save("yaml")}><FileText aria-hidden="true" />Export as YAML</DropdownMenuItem>
          {canEdit && <DropdownMenuSeparator />}
          {canEdit && status === "archived" && <DropdownMenuItem onSelect={() => change.mutate({ id, change: "unarchive" })}><ArchiveRestore aria-hidden="true" />Restore</DropdownMenuItem>}
          {canEdit && status !== "archived" && <DropdownMenuItem isDanger onSelect={() => setIsArchiving(true)}><Archive aria-hidden="true" />Archive…</DropdownMenuItem>}
        </DropdownMenuContent>
      </DropdownMenu>
      <ConfirmDialog
        title={`Archive ${name}?`}
        description="It takes no more events and leaves this list. Its runs and deliveries stay, and it can be restored."
        confirmLabel="Archive"
        isDanger
        onConfirm={() => change.mutateAsync({ id, change: "archive" })}
        open={isArchiving}
        onOpenChange={setIsArchiving}
      />
    </>
  );
}
