import type { DestinationDefinition } from "@/lib/destinations/contract";
import type { Problem } from "@/lib/errors";
import type { StepDefinition } from "@/lib/steps/contract";
import { conditionRefs, fieldRefs, type ConfigRef } from "./config-refs";
import type { PipelineDefinition, PipelineDestination, PipelineStep } from "./definition";
import { joinPath } from "./problems";
import type { Ref } from "./refs";
import { walkFields } from "./walk-fields";

/** Refs to what no earlier step writes: always empty, mostly a step that was moved or removed. */
export function unresolvableRefs(
  definition: PipelineDefinition,
  steps: ReadonlyMap<string, StepDefinition>,
  destinations: ReadonlyMap<string, DestinationDefinition>,
): Problem[] {
  const written: string[][] = [];
  const warnings: Problem[] = [];
  for (const [index, step] of definition.steps.entries()) {
    const kind = steps.get(step.kind);
    // An unknown kind may write anything, so nothing is certain behind it.
    if (!kind) return warnings;
    warnings.push(...warningsOf(stepRefs(step, kind), written, `steps[${index}]`));
    written.push(...writtenPaths(step, kind));
  }
  for (const [index, destination] of definition.destinations.entries()) {
    warnings.push(...warningsOf(destinationRefs(destination, destinations.get(destination.kind)), written, `destinations[${index}]`));
  }
  return warnings;
}

function writtenPaths(step: PipelineStep, kind: StepDefinition): string[][] {
  const parsed = kind.config.safeParse(step.config);
  return parsed.success ? (kind.writes?.(parsed.data) ?? []) : [];
}

function stepRefs(step: PipelineStep, kind: StepDefinition): ConfigRef[] {
  return walkFields(kind.config, step.config, "config").flatMap(fieldRefs);
}

function destinationRefs(destination: PipelineDestination, kind: DestinationDefinition | undefined): ConfigRef[] {
  const own = kind
    ? (["target", "template", "config"] as const).flatMap((part) => walkFields(kind[part], destination[part], part).flatMap(fieldRefs))
    : [];
  return destination.when ? [...own, ...conditionRefs(destination.when, "when")] : own;
}

function warningsOf(refs: ConfigRef[], written: string[][], prefix: string): Problem[] {
  return refs
    .filter(({ ref }) => ref.root !== "event" && !written.some((path) => canFill(path, ref)))
    .map(({ path, text, ref }) => ({
      path: joinPath(prefix, path),
      message: `${text} is always empty: no earlier step writes $${ref.root}${hintOf(ref, written)}`,
    }));
}

/** One is the beginning of the other. */
function canFill(written: string[], { root, path }: Ref): boolean {
  return [root, ...path].every((segment, index) => written[index] === undefined || written[index] === String(segment));
}

function hintOf({ root, path }: Ref, written: string[][]): string {
  const others = written.filter(([first]) => first === root).map((known) => `$${known.join(".")}`);
  const name = path[0] === undefined ? "" : `.${path[0]}`;
  return others.length === 0 ? name : `${name}, only ${[...new Set(others)].join(", ")}`;
}
