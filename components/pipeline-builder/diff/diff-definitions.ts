import { describeCondition } from "@/lib/pipeline/describe-condition";
import { destinationDefinition } from "@/lib/destinations/catalog";
import { type PipelineDefinition, type PipelineDestination, type PipelineStep, type SourceRule } from "@/lib/pipeline/definition";
import { stepDefinition } from "../step-definition";
import { describeTarget } from "@/lib/destinations/describe-target";
import { isSameJson } from "../editor/same-json";
import { diffConfig } from "./diff-config";
import { movedItems } from "./moved-items";

export type DefinitionChange = { kind: "added" | "removed" | "changed" | "moved"; text: string };

/** A version holds ids where a draft may hold slugs: both have one name, by which they are compared and told. */
export type Names = { source: (idOrSlug: string) => string; connection: (idOrSlug: string) => string };

/** What changes from one definition to the next, in words and in the pipeline's order. Empty: they do the same. */
export function diffDefinitions(before: PipelineDefinition, after: PipelineDefinition, names: Names): DefinitionChange[] {
  return [
    ...(before.name === after.name ? [] : [changed(`pipeline renamed: “${before.name}” → “${after.name}”`)]),
    ...diffSources(before.sources, after.sources, names),
    ...diffSteps(before.steps.map((step) => withModelName(step, names)), after.steps.map((step) => withModelName(step, names))),
    ...diffDestinations(before.destinations, after.destinations, names),
  ];
}

function diffSources(before: SourceRule[], after: SourceRule[], names: Names): DefinitionChange[] {
  const wordsOf = ({ source, match }: SourceRule) => `${names.source(source)} (${match || "every type"})`;
  const [old, now] = [before.map(wordsOf), after.map(wordsOf)];
  const none = (rules: string[]) => (rules.length === 0 ? [changed("takes events of every source")] : []);
  return [
    ...now.filter((words) => !old.includes(words)).map((words): DefinitionChange => ({ kind: "added", text: `added source ${words}` })),
    ...old.filter((words) => !now.includes(words)).map((words): DefinitionChange => ({ kind: "removed", text: `removed source ${words}` })),
    ...(old.length > 0 ? none(now) : []),
  ];
}

function diffSteps(before: PipelineStep[], after: PipelineStep[]): DefinitionChange[] {
  const old = new Map(before.map((step) => [step.id, step]));
  const placeOf = (index: number) => (after[index - 1] ? `after “${called(after[index - 1])}”` : "at the start");
  const moved = movedItems(before.map(({ id }) => id), after.map(({ id }) => id));
  return [
    ...before.filter(({ id }) => !after.some((step) => step.id === id)).map((step): DefinitionChange => ({ kind: "removed", text: `removed step ${step.kind} “${called(step)}”` })),
    ...after.flatMap((step, index): DefinitionChange[] => {
      const previous = old.get(step.id);
      if (!previous) return [{ kind: "added", text: `added step ${step.kind} “${called(step)}” ${placeOf(index)}` }];
      return [
        ...(moved.has(step.id) ? [{ kind: "moved", text: `moved step “${called(step)}” ${placeOf(index)}` } as const] : []),
        ...(called(previous) === called(step) ? [] : [changed(`step “${called(previous)}” renamed to “${called(step)}”`)]),
        ...diffConfig(stepDefinition(step.kind)?.config, previous.config, step.config).map((text) => changed(`${step.kind} “${called(step)}” · ${text}`)),
      ];
    }),
  ];
}

function diffDestinations(before: PipelineDestination[], after: PipelineDestination[], names: Names): DefinitionChange[] {
  const old = new Map(before.map((destination) => [destination.id, destination]));
  const moved = movedItems(before.map(({ id }) => id), after.map(({ id }) => id));
  return [
    ...before.filter(({ id }) => !after.some((one) => one.id === id)).map((one): DefinitionChange => ({ kind: "removed", text: `removed destination ${placeName(one, names)}` })),
    ...after.flatMap((one): DefinitionChange[] => {
      const previous = old.get(one.id);
      if (!previous || previous.kind !== one.kind) return [{ kind: "added", text: `added destination ${placeName(one, names)}${one.when ? ` when ${describeCondition(one.when)}` : ""}` }];
      return [
        ...(moved.has(one.id) ? [{ kind: "moved", text: `moved destination ${placeName(one, names)}` } as const] : []),
        ...diffDestination(previous, one, names).map((text) => changed(`${titleOf(one.kind)} “${one.id}” · ${text}`)),
      ];
    }),
  ];
}

function diffDestination(before: PipelineDestination, after: PipelineDestination, names: Names): string[] {
  const definition = destinationDefinition(after.kind);
  const [connectionBefore, connectionAfter] = [names.connection(before.connection), names.connection(after.connection)];
  const [targetBefore, targetAfter] = [describeTarget(before.kind, before.target), describeTarget(after.kind, after.target)];
  const when = ({ when }: PipelineDestination) => (when ? describeCondition(when) : "always");
  return [
    ...(connectionBefore === connectionAfter ? [] : [`connection: ${connectionBefore || "none"} → ${connectionAfter || "none"}`]),
    ...(targetBefore === targetAfter ? [] : [`${targetBefore || "nowhere"} → ${targetAfter || "nowhere"}`]),
    ...(isSameJson(before.when, after.when) ? [] : [`when: ${when(before)} → ${when(after)}`]),
    ...diffTemplate(definition?.template, before.template, after.template),
    ...(before.onAmbiguous === after.onAmbiguous ? [] : [`if it may have been sent: ${before.onAmbiguous} → ${after.onAmbiguous}`]),
    ...diffConfig(definition?.config, before.config, after.config),
  ];
}

function diffTemplate(schema: Parameters<typeof diffConfig>[0], before: PipelineDestination["template"], after: PipelineDestination["template"]): string[] {
  if (before === undefined || after === undefined) return isSameJson(before, after) ? [] : [after ? "message: written by hand" : "message: the default one"];
  return before.mode === after.mode ? diffConfig(schema, before, after) : ["message: written anew in another form"];
}

function placeName(destination: PipelineDestination, names: Names): string {
  const where = describeTarget(destination.kind, destination.target) || names.connection(destination.connection);
  return `${titleOf(destination.kind)} ${where ? `${where} ` : ""}“${destination.id}”`;
}

function titleOf(kind: string): string {
  return destinationDefinition(kind)?.title ?? kind;
}

function called(step: PipelineStep | undefined): string {
  return step?.name || (step?.id ?? "");
}

function withModelName(step: PipelineStep, names: Names): PipelineStep {
  const { model } = step.config;
  const slash = typeof model === "string" ? model.indexOf("/") : -1;
  if (typeof model !== "string" || slash < 0) return step;
  return { ...step, config: { ...step.config, model: names.connection(model.slice(0, slash)) + model.slice(slash) } };
}

function changed(text: string): DefinitionChange {
  return { kind: "changed", text };
}
