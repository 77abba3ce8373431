import { cn } from "@/components/ui/class-names";
import { JsonView } from "@/components/ui/json-view";
import type { RunResource } from "@/lib/events/event-resource";
import { JsonDiff } from "./json-diff";
import type { StepDocuments } from "./step-documents";

type Step = RunResource["steps"][number];

/** What a step read, what it changed and what it noted. */
export function StepDetail({ step, documents }: { step: Step; documents: StepDocuments | undefined }) {
  const facts = factsOf(step.facts);
  const hasRead = typeof step.input === "object" && step.input !== null && Object.keys(step.input).length > 0;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {step.reason && <p className={`text-dense ${step.status === "failed" ? "text-dead" : "text-neutral-11"}`}>{step.reason}</p>}
      <div className={cn("grid min-w-0 items-start gap-3", hasRead && "xl:grid-cols-2")}>
        {hasRead && <JsonView label="Read" value={step.input} rootPath="" />}
        <div className="min-w-0">
          <p className="mb-1 text-label font-medium text-neutral-11">Changed</p>
          {documents ? <JsonDiff before={documents.before} after={documents.after} /> : <JsonView value={step.output} />}
        </div>
      </div>
      {(facts.length > 0 || step.attempts > 1) && (
        <dl className="flex flex-wrap gap-x-6 gap-y-1 text-label">
          {step.attempts > 1 && <Fact name="attempts" text={String(step.attempts)} />}
          {facts.map(([name, text]) => (
            <Fact key={name} name={name} text={text} />
          ))}
        </dl>
      )}
    </div>
  );
}

function Fact({ name, text }: { name: string; text: string }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-neutral-10">{name.replaceAll("_", " ")}</dt>
      <dd className="font-mono text-mono break-all">{text}</dd>
    </div>
  );
}

/** Tokens, model, whether it came from the cache: whatever the kind of step notes. */
function factsOf(facts: Step["facts"]): [string, string][] {
  if (typeof facts !== "object" || facts === null || Array.isArray(facts)) return [];
  return Object.entries(facts).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);
}
