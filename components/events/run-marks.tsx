import { StatusIconMark } from "@/components/status/status-badge";
import { statusWords } from "@/components/status/status-words";
import { Tooltip } from "@/components/ui/tooltip";
import type { EventRunSummary } from "@/lib/events/event-resource";
import { latestRuns } from "./latest-runs";

const marksMax = 6;

/** What became of an event: one mark a pipeline, its latest run. */
export function RunMarks({ runs }: { runs: EventRunSummary[] }) {
  const latest = latestRuns(runs);
  if (latest.length === 0) return <span className="text-label text-neutral-9">no pipeline</span>;
  return (
    <span className="flex items-center gap-1.5">
      {latest.slice(0, marksMax).map((run) => (
        <Tooltip key={run.id} content={wordsOf(run)}>
          <span className="inline-flex">
            <StatusIconMark status={run.status} />
          </span>
        </Tooltip>
      ))}
      {latest.length > marksMax && <span className="font-mono text-mono text-neutral-10">+{latest.length - marksMax}</span>}
    </span>
  );
}

function wordsOf({ pipeline_name, pipeline_id, status, reason, replay }: EventRunSummary): string {
  const outcome = `${pipeline_name ?? pipeline_id}: ${statusWords(status).word}${replay > 0 ? ` (replay ${replay})` : ""}`;
  return reason ? `${outcome}, ${reason}` : outcome;
}
