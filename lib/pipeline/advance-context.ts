import type { StepResult } from "@/lib/steps/contract";
import { applyPatch } from "./apply-patch";
import type { CompiledStep } from "./compile-definition";
import type { ContextPatch, RedactionPlan, RunContext } from "./context";
import { renderOutputs, type OutputRendering } from "./render-outputs";

/** Steps that are run again when what they looked at changes. */
export type Rerunnable = { redactors: CompiledStep[]; renderings: OutputRendering<CompiledStep>[] };

type Execute = (step: CompiledStep, context: RunContext) => StepResult;

/**
 * The context after a step, with redactions and outputs brought up to date, so that the order of steps can't open a leak:
 * what is written behind a redact.pii is searched as what came before, and `$output` is rendered again on every view.
 */
export function advanceContext(
  context: RunContext, step: CompiledStep, patch: ContextPatch, rerunnable: Rerunnable, execute: Execute,
): RunContext {
  const { redactors, renderings } = rerunnable;
  const hasOutput = step.definition.reads === "views";
  if (hasOutput) renderings.push({ step, valuesBefore: context.values });
  let next = applyPatch(context, patch);
  const isStale = redactors.length > 0 && Object.keys(patch.values ?? {}).some((root) => root !== "output");
  if (isStale) next = { ...next, redactions: redactAgain(next, redactors, execute) };
  if (patch.redaction) redactors.push(step);
  if (!isStale && !patch.redaction && !hasOutput) return next;
  return renderOutputs(next, renderings, (rendered, seen) => {
    const result = execute(rendered, seen);
    return result.kind === "continue" ? result.patch.values?.output : undefined;
  });
}

function redactAgain(context: RunContext, redactors: CompiledStep[], execute: Execute): RedactionPlan[] {
  const plans: RedactionPlan[] = [];
  for (const [index, redactor] of redactors.entries()) {
    const result = execute(redactor, context);
    const plan = (result.kind === "continue" ? result.patch.redaction : undefined) ?? context.redactions[index];
    if (plan) plans.push(plan);
  }
  // A step that redacts and writes values at once added its own plan behind those of its forerunners.
  return [...plans, ...context.redactions.slice(redactors.length)];
}
