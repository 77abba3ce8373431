"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { toast } from "sonner";
import { useViewer } from "@/components/frame/viewer-context";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { schemaPath } from "@/components/schemas/schema-words";
import { Button } from "@/components/ui/button";
import type { RejectionResource } from "@/lib/events/list-rejections";

/** What can be done about one: mend the schema and judge it again, or accept it as it is. */
export function RejectionActions({ rejection: { id, type, can_accept, event_id, reason } }: { rejection: RejectionResource }) {
  const client = useQueryClient();
  const { canEdit } = useViewer();
  const accept = useMutation({
    mutationFn: async (how: "accept" | "retry") => (await apiSend<{ data: { event_id: string } }>("POST", `/v1/rejections/${id}/${how}`)).data,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["rejections"] });
      void client.invalidateQueries({ queryKey: ["events"] });
      toast.success("Accepted: its pipelines run now");
    },
    onError: showError,
  });
  if (event_id !== null) {
    return (
      <p className="text-dense">
        Accepted later as{" "}
        <Link href={`/events/${event_id}`} className="font-mono text-mono text-accent hover:underline">
          {event_id}
        </Link>
      </p>
    );
  }
  if (reason !== "schema_violation" || type === null) return null;
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="sm" asChild>
        <Link href={schemaPath(type)}>Open its schema</Link>
      </Button>
      {canEdit && can_accept && (
        <>
          <Button size="sm" isBusy={accept.isPending && accept.variables === "retry"} onClick={() => accept.mutate("retry")}>
            Judge it again
          </Button>
          <Button size="sm" isBusy={accept.isPending && accept.variables === "accept"} onClick={() => accept.mutate("accept")}>
            Accept it anyway
          </Button>
        </>
      )}
    </div>
  );
}
