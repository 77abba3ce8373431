import { type JsonObject } from "@/lib/pipeline/context";
import { type PipelineDefinition, type PipelineDestination, type PipelineStep, type SourceRule } from "@/lib/pipeline/definition";
import { keyAt, placeOf, type NodeKey } from "./node-key";
import { partId } from "./part-id";
import { copyColumn, renameColumn } from "./redaction-columns";

/** A copied card. */
export type Clip = { part: "source"; rule: SourceRule } | { part: "step"; step: PipelineStep } | { part: "destination"; destination: PipelineDestination };

/** Indexes are those of the list after the edit; beyond its end means at its end. */
export type DefinitionEdit =
  | { type: "rename-pipeline"; name: string }
  | { type: "insert-source"; index: number; rule: SourceRule }
  | { type: "update-source"; index: number; rule: SourceRule }
  | { type: "insert-step"; index: number; kind: string; config: JsonObject }
  | { type: "move-step"; id: string; index: number }
  | { type: "rename-step"; id: string; name: string }
  | { type: "set-step-config"; id: string; config: JsonObject }
  | { type: "insert-destination"; index: number; kind: string; connection: string }
  | { type: "move-destination"; id: string; index: number }
  | { type: "rename-destination"; id: string; to: string }
  | { type: "update-destination"; id: string; changes: Partial<Omit<PipelineDestination, "id" | "kind">> }
  | { type: "duplicate"; key: NodeKey }
  | { type: "remove"; key: NodeKey }
  | { type: "paste"; clip: Clip; after: NodeKey | null }
  | { type: "replace"; definition: PipelineDefinition };

/** `selected` names the card that the edit is about, null when it removed the last one; absent: as before. */
export type Edited = { definition: PipelineDefinition; selected?: NodeKey | null };

/** The same definition comes back when nothing changes: an unknown card, a move to where it is. */
export function applyEdit(definition: PipelineDefinition, edit: DefinitionEdit): Edited {
  const { sources, steps, destinations } = definition;
  switch (edit.type) {
    case "rename-pipeline":
      return { definition: { ...definition, name: edit.name } };
    case "insert-source":
      return inserted({ ...definition, sources: insertAt(sources, edit.index, edit.rule) }, "source", edit.index);
    case "update-source":
      return { definition: sources[edit.index] ? { ...definition, sources: sources.with(edit.index, edit.rule) } : definition };
    case "insert-step": {
      const step = { id: partId(edit.kind, idsOf(steps)), kind: edit.kind, config: edit.config };
      return inserted({ ...definition, steps: insertAt(steps, edit.index, step) }, "step", edit.index);
    }
    case "move-step":
      return moved(definition, `step:${edit.id}`, edit.index);
    case "rename-step":
      return updateStep(definition, edit.id, ({ name: _old, ...step }) => (edit.name === "" ? step : { ...step, name: edit.name }));
    case "set-step-config":
      return updateStep(definition, edit.id, (step) => ({ ...step, config: edit.config }));
    case "insert-destination": {
      const { kind, connection } = edit;
      const destination: PipelineDestination = { id: partId(kind, idsOf(destinations)), kind, connection, target: {}, onAmbiguous: "resend", config: {} };
      return inserted({ ...definition, destinations: insertAt(destinations, edit.index, destination) }, "destination", edit.index);
    }
    case "move-destination":
      return moved(definition, `destination:${edit.id}`, edit.index);
    case "rename-destination":
      return renameDestination(definition, edit.id, edit.to);
    case "update-destination":
      return { definition: { ...definition, destinations: destinations.map((one) => (one.id === edit.id ? withoutUndefined({ ...one, ...edit.changes }) : one)) } };
    case "duplicate":
      return duplicated(definition, edit.key);
    case "remove":
      return removed(definition, edit.key);
    case "paste":
      return pasted(definition, edit.clip, edit.after);
    case "replace":
      return { definition: edit.definition };
  }
}

/** The card as a clip; null when there is no such card. */
export function clipOf(definition: PipelineDefinition, key: NodeKey | null): Clip | null {
  const place = placeOf(definition, key);
  if (!place) return null;
  const [rule, step, destination] = [definition.sources[place.index], definition.steps[place.index], definition.destinations[place.index]];
  if (place.part === "source") return rule ? { part: "source", rule } : null;
  if (place.part === "step") return step ? { part: "step", step } : null;
  return destination ? { part: "destination", destination } : null;
}

function updateStep(definition: PipelineDefinition, id: string, change: (step: PipelineStep) => PipelineStep): Edited {
  return { definition: { ...definition, steps: definition.steps.map((step) => (step.id === id ? change(step) : step)) } };
}

function moved(definition: PipelineDefinition, key: NodeKey, index: number): Edited {
  const place = placeOf(definition, key);
  if (!place || place.index === clamp(index, listOf(definition, place.part).length - 1)) return { definition };
  if (place.part === "step") return { definition: { ...definition, steps: moveItem(definition.steps, place.index, index) }, selected: key };
  return { definition: { ...definition, destinations: moveItem(definition.destinations, place.index, index) }, selected: key };
}

function removed(definition: PipelineDefinition, key: NodeKey): Edited {
  const place = placeOf(definition, key);
  if (!place) return { definition };
  const without = <T>(items: T[]) => items.filter((_, index) => index !== place.index);
  const rest: PipelineDefinition =
    place.part === "source" ? { ...definition, sources: without(definition.sources) }
    : place.part === "step" ? { ...definition, steps: without(definition.steps) }
    : { ...definition, destinations: without(definition.destinations) };
  const next = keyAt(rest, place) ?? keyAt(rest, { ...place, index: place.index - 1 });
  return { definition: rest, selected: next };
}

function duplicated(definition: PipelineDefinition, key: NodeKey): Edited {
  const clip = clipOf(definition, key);
  return clip ? pasted(definition, clip, key) : { definition };
}

/** Behind `after` when that is a card of the same part, else at the part's end. */
function pasted(definition: PipelineDefinition, clip: Clip, after: NodeKey | null): Edited {
  const place = placeOf(definition, after);
  const index = place?.part === clip.part ? place.index + 1 : listOf(definition, clip.part).length;
  if (clip.part === "source") return inserted({ ...definition, sources: insertAt(definition.sources, index, clip.rule) }, "source", index);
  if (clip.part === "step") {
    const step = { ...clip.step, id: partId(clip.step.id, idsOf(definition.steps)) };
    return inserted({ ...definition, steps: insertAt(definition.steps, index, step) }, "step", index);
  }
  const id = partId(clip.destination.id, idsOf(definition.destinations));
  const destinations = insertAt(definition.destinations, index, { ...clip.destination, id });
  return inserted({ ...definition, destinations, steps: copyColumn(definition.steps, clip.destination.id, id) }, "destination", index);
}

function renameDestination(definition: PipelineDefinition, id: string, to: string): Edited {
  if (!idsOf(definition.destinations).includes(id) || idsOf(definition.destinations).includes(to)) return { definition };
  const destinations = definition.destinations.map((one) => (one.id === id ? { ...one, id: to } : one));
  return { definition: { ...definition, destinations, steps: renameColumn(definition.steps, id, to) }, selected: `destination:${to}` };
}

function inserted(definition: PipelineDefinition, part: Clip["part"], index: number): Edited {
  return { definition, selected: keyAt(definition, { part, index: clamp(index, listOf(definition, part).length - 1) }) };
}

function listOf(definition: PipelineDefinition, part: Clip["part"]): readonly unknown[] {
  return part === "source" ? definition.sources : part === "step" ? definition.steps : definition.destinations;
}

function insertAt<T>(items: T[], index: number, item: T): T[] {
  return items.toSpliced(clamp(index, items.length), 0, item);
}

function moveItem<T>(items: T[], from: number, to: number): T[] {
  const item = items[from];
  return item === undefined ? items : insertAt(items.toSpliced(from, 1), to, item);
}

function clamp(index: number, max: number): number {
  return Math.min(Math.max(0, index), Math.max(0, max));
}

function idsOf(items: { id: string }[]): string[] {
  return items.map(({ id }) => id);
}

/** An optional part that was taken away must not be stored as a key without value. */
function withoutUndefined(destination: PipelineDestination): PipelineDestination {
  const { template, when, ...rest } = destination;
  return { ...rest, ...(template === undefined ? {} : { template }), ...(when === undefined ? {} : { when }) };
}
