import { z } from "zod";
import type { ConnectionTargets } from "@/lib/connections/list-connection-targets";
import { destinationDefinition } from "@/lib/destinations/catalog";
import { findFieldMeta } from "@/lib/schema-form/field";
import type { JsonObject } from "@/lib/pipeline/context";

export type TargetChoice = ConnectionTargets["data"][number];

/** More than a person reads; searching narrows it. */
const shownMax = 100;

/** What tells two targets of a kind apart: its required fields. Names beside them change. */
export function targetKey(kind: string, target: unknown): string {
  const given = z.record(z.string(), z.json()).safeParse(target).data ?? {};
  return JSON.stringify(requiredFields(kind).map((name) => given[name] ?? null));
}

/** The choice a stored target stands for, also while it still holds what a person typed (`#alerts`). */
export function chosenTarget(kind: string, target: JsonObject, choices: readonly TargetChoice[]): TargetChoice | undefined {
  const key = targetKey(kind, target);
  const typed = requiredFields(kind).map((name) => target[name]);
  return choices.find((choice) => targetKey(kind, choice.target) === key) ?? choices.find((choice) => typed.includes(choice.label));
}

/** The first choices whose label holds every typed word; those that start with the text come first. */
export function searchTargets(choices: readonly TargetChoice[], text: string): TargetChoice[] {
  const words = text.toLowerCase().replace(/^#/, "").split(/\s+/).filter((word) => word !== "");
  const bare = (choice: TargetChoice) => choice.label.toLowerCase().replace(/^#/, "");
  const found = choices.filter((choice) => words.every((word) => bare(choice).includes(word)));
  const [first = ""] = words;
  const rank = (choice: TargetChoice) => (bare(choice).startsWith(first) ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, shownMax);
}

/** What a kind calls its targets. */
export function targetNoun(kind: string): { one: string; many: string } {
  return destinationDefinition(kind)?.targetNoun ?? { one: "target", many: "targets" };
}

/** False for a kind whose connection is itself the address. */
export function hasTargetFields(kind: string): boolean {
  return Object.keys(targetShape(kind)).length > 0;
}

/** What a person types: not the names that the vendor tells. */
export function typedTargetSchema(kind: string): z.ZodObject {
  return z.strictObject(Object.fromEntries(Object.entries(targetShape(kind)).filter(([, field]) => !findFieldMeta(field)?.isAdvanced)));
}

function requiredFields(kind: string): string[] {
  return Object.entries(targetShape(kind)).filter(([, field]) => !field.safeParse(undefined).success).map(([name]) => name);
}

function targetShape(kind: string): Record<string, z.ZodType> {
  const schema = destinationDefinition(kind)?.target;
  return schema instanceof z.ZodObject ? schema.shape : {};
}
