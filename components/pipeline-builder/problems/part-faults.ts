import { destinationCatalog } from "@/lib/destinations/catalog";
import { type Problem } from "@/lib/errors";
import { type PipelineDefinition, type PipelineDestination, type PipelineStep } from "@/lib/pipeline/definition";
import { validateDefinition } from "@/lib/pipeline/validate";
import { stepCatalog } from "@/lib/steps/catalog";

/**
 * What is wrong with a step or destination by itself, with paths relative to it. Each part is checked alone and
 * remembered: typing into one checks that one, and a part without an outline hides nothing of the others.
 */
export function stepFaults(step: PipelineStep): Problem[] {
  return remembered(step, () => check({ ...nothing, steps: [step] }));
}

export function destinationFaults(destination: PipelineDestination): Problem[] {
  return remembered(destination, () => {
    // Whether one is chosen is asked elsewhere; without one nothing else would be checked.
    const whole = { ...destination, connection: destination.connection || "not-chosen" };
    const faults = check({ ...nothing, destinations: [whole] });
    const { when: _when, ...unconditional } = whole;
    const isUnfinished = destination.when !== undefined && faults.some(({ path }) => path.startsWith("when"));
    if (!isUnfinished) return faults;
    const rest = check({ ...nothing, destinations: [unconditional] });
    return [...faults, ...rest.filter(({ path }) => !faults.some((fault) => fault.path === path))];
  });
}

/** The name, and the outline of the sources. */
export function outlineFaults({ steps: _steps, destinations: _destinations, ...outline }: PipelineDefinition): Problem[] {
  return check({ ...outline, steps: [], destinations: [] });
}

const nothing: PipelineDefinition = { version: 1, slug: "draft", name: "Draft", sources: [], steps: [], destinations: [] };

const known = new WeakMap<object, Problem[]>();

function remembered(part: object, find: () => Problem[]): Problem[] {
  const before = known.get(part);
  if (before) return before;
  const found = find();
  known.set(part, found);
  return found;
}

function check(definition: PipelineDefinition): Problem[] {
  const checked = validateDefinition(definition, { steps: stepCatalog, destinations: destinationCatalog });
  return checked.ok ? [] : checked.problems.map(({ path, message }) => ({ path: path.replace(/^(steps|destinations)\[0\]\.?/, ""), message }));
}
