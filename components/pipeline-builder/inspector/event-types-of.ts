import { type EventField } from "@/lib/event-types/event-type-resource";
import { type SourceRule } from "@/lib/pipeline/definition";
import { matchesType } from "@/lib/pipeline/match";

const typesMax = 3;

/** The types that fit the rules, most frequent first; a type that a rule names in full counts even if it was never seen. */
export function typesOf(rules: readonly SourceRule[], known: readonly { type: string; count: number }[]): string[] {
  const named = rules.flatMap(({ match }) => (match && !match.includes("*") ? [match] : []));
  const fits = (type: string) => rules.length === 0 || rules.some(({ match }) => matchesType(match, type));
  const seen = known.filter(({ type }) => fits(type)).toSorted((a, b) => b.count - a.count).map(({ type }) => type);
  return [...new Set([...seen.filter((type) => named.includes(type)), ...named, ...seen])].slice(0, typesMax);
}

/** One field for each path, as the first list has it. */
export function mergeFields(lists: readonly EventField[][]): EventField[] {
  return [...new Map(lists.toReversed().flat().map((field) => [field.path, field])).values()];
}
