import { definitionSchema, type PipelineDefinition } from "@/lib/pipeline/definition";
import { compiledStep } from "@/lib/pipeline/compile-definition";
import { stepCatalog } from "@/lib/steps/catalog";

/** What the gate knows of a deployed version besides its rules. */
export type VersionShape = {
  /** No step of it needs a durable engine. */
  isPure: boolean;
  destinations: { id: string; connectionId: string }[];
};

const versionsMax = 2_000;
/** Versions never change, so each is read once a process. */
const shapes = new Map<string, VersionShape>();

/** Ids of versions whose definition need not be read again. */
export function knownVersions(): string[] {
  return [...shapes.keys()];
}

/** `definition` is null for one that is known. */
export function shapeOf(versionId: string, definition: unknown): VersionShape {
  const known = shapes.get(versionId);
  // Forgotten meanwhile: it is asked for again the next time.
  if (!known && definition === null) return unread;
  const shape = known ?? readShape(definition);
  shapes.delete(versionId);
  shapes.set(versionId, shape);
  if (shapes.size > versionsMax) shapes.delete(shapes.keys().next().value ?? "");
  return shape;
}

const unread: VersionShape = { isPure: false, destinations: [] };

function readShape(stored: unknown): VersionShape {
  const parsed = definitionSchema.safeParse(stored);
  if (!parsed.success) return unread;
  const { data: definition } = parsed;
  return {
    isPure: definition.steps.every((step) => isPure(definition, step)),
    destinations: definition.destinations.map(({ id, connection }) => ({ id, connectionId: connection })),
  };
}

function isPure(definition: PipelineDefinition, step: PipelineDefinition["steps"][number]): boolean {
  try {
    return compiledStep(definition, step, stepCatalog).isPure;
  } catch {
    // Its run says what is wrong with it.
    return false;
  }
}
