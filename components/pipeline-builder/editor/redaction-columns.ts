import { type JsonObject } from "@/lib/pipeline/context";
import { type PipelineStep } from "@/lib/pipeline/definition";

/** redact.pii treats a destination by the column of its name, so a destination's new name is the column's too. */
export function renameColumn(steps: PipelineStep[], from: string, to: string): PipelineStep[] {
  return withColumns(steps, from, (columns) => Object.fromEntries(Object.entries(columns).map(([name, column]) => [name === from ? to : name, column])));
}

/** A copy of a destination is redacted as the original is. */
export function copyColumn(steps: PipelineStep[], from: string, to: string): PipelineStep[] {
  return withColumns(steps, from, (columns) => ({ ...columns, [to]: columns[from] ?? {} }));
}

function withColumns(steps: PipelineStep[], name: string, change: (columns: JsonObject) => JsonObject): PipelineStep[] {
  return steps.map((step) => {
    const columns = step.kind === "redact.pii" ? step.config.columns : undefined;
    if (typeof columns !== "object" || columns === null || Array.isArray(columns) || name === "default" || columns[name] === undefined) return step;
    return { ...step, config: { ...step.config, columns: change(columns) } };
  });
}
