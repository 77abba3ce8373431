import { cn } from "@/components/ui/class-names";
import type { Json } from "@/lib/durable/contract";
import { printPath } from "@/lib/pipeline/problems";
import { diffJson, type JsonChange } from "./diff-json";
import { diffWords } from "./diff-words";

/** More than this is not read one by one. */
const changesShown = 60;

/** What turned `before` into `after`, a line for each path that differs. */
export function JsonDiff({ before, after }: { before: Json; after: Json }) {
  const changes = diffJson(before, after);
  if (changes.length === 0) return <p className="text-dense text-neutral-10">Changes nothing.</p>;
  return (
    <ul className="divide-y divide-neutral-4 overflow-hidden rounded-md border font-mono text-mono" aria-label="Changes">
      {changes.slice(0, changesShown).map((change) => (
        <li key={printPath(change.path)}>
          <p className="bg-neutral-2 px-3 py-1 text-neutral-11">{printPath(change.path) || "the whole document"}</p>
          <Change change={change} />
        </li>
      ))}
      {changes.length > changesShown && <li className="px-3 py-1 text-neutral-10">{changes.length - changesShown} more changes</li>}
    </ul>
  );
}

function Change({ change }: { change: JsonChange }) {
  if (change.kind === "added") return <Line sign="+" value={change.after} />;
  if (change.kind === "removed") return <Line sign="−" value={change.before} />;
  const { before, after } = change;
  if (typeof before !== "string" || typeof after !== "string") {
    return (
      <>
        <Line sign="−" value={before} />
        <Line sign="+" value={after} />
      </>
    );
  }
  const parts = diffWords(before, after);
  return (
    <>
      <Row sign="−">{parts.map((part, index) => part.kind !== "added" && <Part key={index} isMarked={part.kind === "removed"} text={part.text} className="bg-dead-tint text-dead" />)}</Row>
      <Row sign="+">{parts.map((part, index) => part.kind !== "removed" && <Part key={index} isMarked={part.kind === "added"} text={part.text} className="bg-delivered-tint text-delivered" />)}</Row>
    </>
  );
}

function Line({ sign, value }: { sign: "+" | "−"; value: Json }) {
  return (
    <Row sign={sign}>
      <span className={sign === "+" ? "text-delivered" : "text-dead"}>{typeof value === "string" ? value : JSON.stringify(value, null, 2)}</span>
    </Row>
  );
}

function Row({ sign, children }: { sign: "+" | "−"; children: React.ReactNode }) {
  return (
    <div className="flex gap-2 px-3 py-1">
      <span aria-hidden="true" className={cn("shrink-0 select-none", sign === "+" ? "text-delivered" : "text-dead")}>{sign}</span>
      <span className="sr-only">{sign === "+" ? "after" : "before"}</span>
      <span className="min-w-0 break-words whitespace-pre-wrap">{children}</span>
    </div>
  );
}

function Part({ isMarked, text, className }: { isMarked: boolean; text: string; className: string }) {
  return isMarked ? <mark className={cn("rounded-xs", className)}>{text}</mark> : text;
}
