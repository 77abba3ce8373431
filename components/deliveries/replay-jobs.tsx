"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiGet, apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ReplayJob } from "@/lib/deliveries/replay-job-resource";
import { aboutText } from "./about-text";

const jobsKey = ["deliveries", "replays"];
const whileRunningMs = 1000;
/** A job that is over stays in sight this long. */
const shownMs = 10 * 60_000;

/** Replays of many deliveries: under way, and lately over. The server keeps them, so a reload finds them again. */
export function ReplayJobs({ canEdit }: { canEdit: boolean }) {
  const { data: jobs = [], dataUpdatedAt } = useQuery({
    queryKey: jobsKey,
    queryFn: async ({ signal }) => (await apiGet<{ data: ReplayJob[] }>("/v1/deliveries/replay", {}, { signal })).data,
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === "running") ? whileRunningMs : false),
  });
  const shown = jobs.filter(({ status, finished_at }) => status === "running" || dataUpdatedAt - Date.parse(finished_at ?? "") < shownMs).slice(0, 3);
  if (shown.length === 0) return null;
  return (
    <section aria-label="Replays" className="mb-4 divide-y divide-neutral-4 rounded-md border">
      {shown.map((job) => (
        <Job key={job.id} job={job} canEdit={canEdit} />
      ))}
    </section>
  );
}

function Job({ job, canEdit }: { job: ReplayJob; canEdit: boolean }) {
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => apiSend("DELETE", `/v1/deliveries/replay/${job.id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: jobsKey }),
    onError: showError,
  });
  const isRunning = job.status === "running";
  const done = job.replayed + job.skipped;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 text-dense">
      <span className="min-w-48 flex-1" aria-live="polite">
        {isRunning ? `Sending again: ${job.replayed.toLocaleString("en")} of ${job.total.toLocaleString("en")}${paceOf(job)}` : wordsOf(job)}
      </span>
      <progress value={isRunning ? done : job.total} max={Math.max(job.total, 1)} aria-label="Progress" className="h-1.5 w-40 overflow-hidden rounded-full [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-neutral-4 [&::-webkit-progress-value]:bg-accent" hidden={!isRunning} />
      <RelativeTime at={job.finished_at ?? job.created_at} className="text-label text-neutral-10" />
      {isRunning && canEdit && (
        <Button size="sm" isBusy={cancel.isPending} onClick={() => cancel.mutate()}>
          Cancel
        </Button>
      )}
    </div>
  );
}

/** A run from the start may send more than one message, and so takes longer than its count says. */
function paceOf({ rate, from, total, replayed, skipped }: ReplayJob): string {
  if (rate === null) return "";
  const leftSeconds = (total - replayed - skipped) / rate;
  return `, at most ${rate.toLocaleString("en")} a second, ${from === "start" ? "at least" : "about"} ${aboutText(leftSeconds)} left`;
}

function wordsOf({ status, from, version, replayed, skipped, skipped_for, total, reason }: ReplayJob): string {
  const isNew = from === "start" || version === "current";
  const sent = `${replayed.toLocaleString("en")} of ${total.toLocaleString("en")} ${isNew ? "sent anew" : "put back into their queues"}`;
  if (status === "cancelled") return `Cancelled: ${sent}`;
  if (status === "failed") return `Stopped: ${sent}${reason ? `; ${reason}` : ""}`;
  const meanwhile = skipped - skipped_for.reduce((sum, { count }) => sum + count, 0);
  const left = skipped_for.map(({ reason, count }) => `${count.toLocaleString("en")} left out, because ${reason}`);
  return [`Done: ${sent}`, ...left, ...(meanwhile > 0 ? [`${meanwhile.toLocaleString("en")} had been sent meanwhile`] : [])].join("; ");
}
