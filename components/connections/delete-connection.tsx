"use client";

import { Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
import { useDeleteConnection } from "./use-connections";

/** Says beforehand what would break: deployed pipelines keep it from being deleted, drafts lose it. */
export function DeleteConnection({ connection, onDeleted }: { connection: ConnectionResource; onDeleted: () => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const [isRevoked, setIsRevoked] = useState(true);
  const id = useId();
  const remove = useDeleteConnection(connection, onDeleted);
  const deployed = connection.used_by.filter((pipeline) => pipeline.is_deployed);
  const drafts = connection.used_by.filter((pipeline) => !pipeline.is_deployed);
  const canRevoke = connection.kind === "slack";
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="max-w-md min-w-0 text-dense text-neutral-11">
        {deployed.length > 0
          ? `${names(deployed)} ${deployed.length === 1 ? "sends" : "send"} through it: deploy without it or archive first.`
          : drafts.length > 0
            ? `The ${drafts.length === 1 ? "draft" : "drafts"} of ${names(drafts)} will need another connection.`
            : "No pipeline uses it."}
      </p>
      <Button disabled={deployed.length > 0} onClick={() => setIsOpen(true)} className="text-dead">
        <Trash2 aria-hidden="true" />
        {canRevoke ? "Disconnect" : "Delete"}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        isDanger
        title={`${canRevoke ? "Disconnect" : "Delete"} ${connection.name}?`}
        description={describe(connection, drafts)}
        confirmLabel={canRevoke ? "Disconnect" : "Delete"}
        onConfirm={() => remove.mutateAsync(canRevoke && isRevoked)}
      >
        {canRevoke && (
          <label htmlFor={id} className="flex items-start gap-2 text-dense">
            <Checkbox id={id} checked={isRevoked} onCheckedChange={(checked) => setIsRevoked(checked === true)} className="mt-0.5" />
            <span>
              Revoke the token at Slack as well
              <span className="block text-neutral-10">Every other use of this token ends too.</span>
            </span>
          </label>
        )}
      </ConfirmDialog>
    </div>
  );
}

function describe({ held }: ConnectionResource, drafts: ConnectionResource["used_by"]): string {
  const parts = ["Its credentials are deleted for good."];
  if (drafts.length > 0) parts.push(`The ${drafts.length === 1 ? "draft" : "drafts"} of ${names(drafts)} will need another connection.`);
  if (held > 0) parts.push(`${held > 1000 ? "More than 1,000" : held} held ${held === 1 ? "message" : "messages"} can't be sent any more.`);
  return parts.join(" ");
}

function names(pipelines: ConnectionResource["used_by"]): string {
  const shown = pipelines.slice(0, 3).map((pipeline) => pipeline.name);
  const more = pipelines.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(" and ");
}
