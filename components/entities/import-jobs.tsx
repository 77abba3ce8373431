"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { useApiQuery } from "@/components/query/use-api-query";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { EntityImportResource } from "@/lib/entities/import-resource";

const path = "/v1/entities/imports";
/** An import that is over stays in sight this long. */
const shownMs = 10 * 60_000;
const errorsShown = 20;

/** Imports under way and lately over. The server keeps them, so a reload finds them again. */
export function ImportJobs() {
  const { data: jobs = [], dataUpdatedAt } = useApiQuery<EntityImportResource[]>("entities", path, {}, { refetchIntervalMs: (data) => (data?.some(({ status }) => status === "running") ? 1000 : false) });
  const shown = jobs.filter(({ status, finished_at: end }) => status === "running" || dataUpdatedAt - Date.parse(end ?? "") < shownMs).slice(0, 3);
  if (shown.length === 0) return null;
  return (
    <section aria-label="Imports" className="mb-4 divide-y divide-neutral-4 rounded-md border">
      {shown.map((job) => (
        <Job key={job.id} job={job} />
      ))}
    </section>
  );
}

function Job({ job }: { job: EntityImportResource }) {
  const client = useQueryClient();
  const cancel = useMutation({ mutationFn: () => apiSend("DELETE", `${path}/${job.id}`), onSuccess: () => client.invalidateQueries({ queryKey: ["entities"] }), onError: showError });
  const isRunning = job.status === "running";
  return (
    <div className="px-4 py-2.5 text-dense">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="min-w-48 flex-1" aria-live="polite">
          {wordsOf(job)}
        </span>
        <progress value={job.done} max={Math.max(job.total, 1)} aria-label="Progress" className="h-1.5 w-40 overflow-hidden rounded-full [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-neutral-4 [&::-webkit-progress-value]:bg-accent" hidden={!isRunning} />
        <RelativeTime at={job.finished_at ?? job.created_at} className="text-label text-neutral-10" />
        {isRunning && (
          <Button size="sm" isBusy={cancel.isPending} onClick={() => cancel.mutate()}>
            Cancel
          </Button>
        )}
      </div>
      {job.errors.length > 0 && (
        <details className="mt-1.5">
          <summary className="w-fit rounded-xs text-label text-dead">What was refused</summary>
          <ul className="mt-1 flex flex-col gap-0.5 text-label">
            {job.errors.slice(0, errorsShown).map(({ row, field, message }, index) => (
              <li key={index} className="wrap-anywhere">
                Row {row.toLocaleString("en")}, <code className="font-mono">{field}</code>: {message}
              </li>
            ))}
            {job.errors.length > errorsShown && <li className="text-neutral-11">and {job.errors.length - errorsShown} more</li>}
          </ul>
        </details>
      )}
    </div>
  );
}

function wordsOf({ status, total, done, created, updated, failed, reason }: EntityImportResource): string {
  const count = (n: number) => n.toLocaleString("en");
  if (status === "running") return `Importing: ${count(done)} of ${count(total)}`;
  const result = `${count(created)} new, ${count(updated)} changed${failed > 0 ? `, ${count(failed)} refused` : ""}`;
  if (status === "cancelled") return `Cancelled: ${result}`;
  return status === "failed" ? `Stopped: ${result}${reason ? `; ${reason}` : ""}` : `Imported: ${result}`;
}
