import { JsonDiff } from "@/components/runs/json-diff";
import type { StepDocuments } from "@/components/runs/step-documents";
import { StatusBadge } from "@/components/status/status-badge";
import { cn } from "@/components/ui/class-names";
import { JsonView } from "@/components/ui/json-view";
import type { TestedStep } from "@/lib/pipelines/test-resource";
import { factWords } from "./test-result";

/** One step of a test: what it read, what it changed, and where it ended, why. */
export function StepResult({ step, documents }: { step: TestedStep; documents: StepDocuments }) {
  const facts = factWords(step.facts);
  const hasInput = typeof step.input === "object" && step.input !== null && Object.keys(step.input).length > 0;
  return (
    <div className="flex flex-col gap-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-mono text-mono font-medium">{step.kind || step.step_id}</h3>
        <span className="font-mono text-mono text-neutral-10">{step.step_id}</span>
        <StatusBadge status={step.status} />
        {facts.length > 0 && <p className="text-label text-neutral-10">{facts.join(" · ")}</p>}
      </header>
      {step.reason && <p className={cn("rounded-sm border px-3 py-2 font-mono text-mono break-words", step.status === "failed" && "border-dead text-dead")}>{step.reason}</p>}
      {step.status === "skipped" && <p className="text-dense text-neutral-10">The run ended before this step.</p>}
      {hasInput && (
        <Section title="Read">
          <JsonView value={step.input} label="Read" rootPath="" />
        </Section>
      )}
      {step.status === "ok" && (
        <Section title="In → out">
          <JsonDiff before={documents.before} after={documents.after} />
          <details className="mt-2">
            <summary className="w-fit rounded-xs text-label text-neutral-11 hover:text-neutral-12">The whole document after this step</summary>
            <JsonView value={documents.after} label="After this step" rootPath="$" className="mt-2" />
          </details>
        </Section>
      )}
    </div>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h4 className="mb-1.5 text-label font-medium text-neutral-11">{title}</h4>
      {children}
    </section>
  );
}
