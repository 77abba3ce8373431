import { CategoryTag } from "@/components/marks/category-tag";
import { DestinationMark } from "@/components/marks/destination-mark";
import { stepDefinition } from "@/components/pipeline-builder/step-definition";
import { durationText } from "@/components/runs/duration-text";
import { StatusBadge } from "@/components/status/status-badge";
import { cn } from "@/components/ui/class-names";
import { destinationStatus, type ResultLine } from "./test-result";

type ResultListProps = { lines: readonly ResultLine[]; selected: string | undefined; onSelect: (key: ResultLine["key"]) => void };

/** Every step and destination of a test with what became of the event there. */
export function ResultList({ lines, selected, onSelect }: ResultListProps) {
  return (
    <ol aria-label="Result" className="flex flex-col">
      {lines.map((line, index) => (
        <li key={line.key} className="animate-appear">
          {line.part !== lines[index - 1]?.part && <p className="px-2 pt-2 pb-1 font-mono text-[11px] text-neutral-10">{line.part === "step" ? "02 pipeline" : "03 destinations"}</p>}
          <button
            type="button"
            aria-current={line.key === selected}
            onClick={() => onSelect(line.key)}
            className={cn("flex w-full items-center gap-2 rounded-sm px-2 py-1.5 text-left transition-colors hover:bg-neutral-3 focus-visible:-outline-offset-2", line.key === selected && "bg-neutral-4 hover:bg-neutral-4")}
          >
            <LineWords line={line} />
          </button>
        </li>
      ))}
    </ol>
  );
}

function LineWords({ line }: { line: ResultLine }) {
  const { kind } = line.part === "step" ? line.step : line.destination;
  const category = stepDefinition(kind)?.category;
  return (
    <>
      <span className="w-4 shrink-0 text-right font-mono text-[11px] text-neutral-10">{line.number}</span>
      {line.part === "destination" ? <DestinationMark kind={kind} className="size-5" /> : category && <CategoryTag category={category} />}
      <span className="min-w-0 flex-1 truncate font-mono text-mono">{line.part === "step" ? kind || line.step.step_id : line.destination.id}</span>
      {line.part === "step" && line.step.duration_ms !== null && <span className="shrink-0 font-mono text-[11px] text-neutral-10">{durationText(line.step.duration_ms)}</span>}
      {line.part === "step" ? <StatusBadge status={line.step.status} isPlain /> : <StatusBadge {...destinationStatus(line.destination)} isPlain />}
    </>
  );
}
