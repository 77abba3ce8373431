"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { toast } from "sonner";
import { Panel } from "@/components/connections/panel";
import { useViewer } from "@/components/frame/viewer-context";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { useApiPages } from "@/components/query/use-api-query";
import { Button } from "@/components/ui/button";
import type { RejectionResource } from "@/lib/events/list-rejections";

/** What the schema refused so far, and the way to have it judged again. */
export function RefusedEvents({ type }: { type: string }) {
  const client = useQueryClient();
  const { canEdit } = useViewer();
  const refused = useApiPages<RejectionResource>("rejections", "/v1/rejections", { reason: "schema_violation", type, limit: 100 });
  const waiting = refused.data?.filter(({ can_accept }) => can_accept).length ?? 0;
  const retry = useMutation({
    mutationFn: async () => (await apiSend<{ data: { accepted: number; refused: number; has_more: boolean } }>("POST", "/v1/rejections/retry", { type })).data,
    onSuccess: ({ accepted, refused: still, has_more }) => {
      void client.invalidateQueries({ queryKey: ["rejections"] });
      toast.success(`${accepted} accepted, ${still} still refused${has_more ? "; there are more" : ""}`);
    },
    onError: showError,
  });
  if (!refused.data || refused.data.length === 0) return null;
  return (
    <Panel title="Refused by it">
      <div className="flex flex-wrap items-center justify-between gap-3 text-dense text-neutral-11">
        <p>
          <Link href={`/rejections?reason=schema_violation&type=${encodeURIComponent(type)}`} className="underline decoration-neutral-7 underline-offset-2 hover:decoration-neutral-12">
            {refused.hasNextPage ? "More than 100" : refused.data.length} {refused.data.length === 1 ? "event" : "events"}
          </Link>{" "}
          did not fit{waiting > 0 ? ` and ${waiting === 1 ? "one waits" : `${waiting} wait`} to be accepted.` : "."}
        </p>
        {canEdit && waiting > 0 && (
          <Button isBusy={retry.isPending} onClick={() => retry.mutate()}>
            Judge them again
          </Button>
        )}
      </div>
    </Panel>
  );
}
