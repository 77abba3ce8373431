import { memoizeText } from "./memoize";

/** Whether an event type fits a source rule: empty = every type, `*` = any characters, dots too; case-sensitive. */
export function matchesType(pattern: string | null | undefined, type: string): boolean {
  return !pattern || compiledPattern(pattern)(type);
}

export type CompiledSourceRules = (sourceId: string, type: string) => boolean;

/** A pipeline's way in: any rule that fits wins; no rules at all = every event. */
export function compileSourceRules(rules: readonly { sourceId: string; match?: string | null }[]): CompiledSourceRules {
  if (rules.length === 0) return () => true;
  const patternsBySource = new Map<string, string[]>();
  for (const { sourceId, match } of rules) {
    patternsBySource.set(sourceId, [...(patternsBySource.get(sourceId) ?? []), match ?? ""]);
  }
  return (sourceId, type) => patternsBySource.get(sourceId)?.some((pattern) => matchesType(pattern, type)) ?? false;
}

/** Leftmost search of the literal parts in turn is enough for `*` alone, so nothing backtracks. */
const compiledPattern = memoizeText((pattern): ((type: string) => boolean) => {
  const [head = "", ...others] = pattern.split("*");
  const tail = others.pop();
  if (tail === undefined) return (type) => type === pattern;
  const middles = others.filter((part) => part !== "");
  return (type) => {
    if (!type.startsWith(head)) return false;
    let at = head.length;
    for (const part of middles) {
      const found = type.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return type.length - tail.length >= at && type.endsWith(tail);
  };
});
