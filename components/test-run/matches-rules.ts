import type { SourceRule } from "@/lib/pipeline/definition";
import { matchesType } from "@/lib/pipeline/match";

type OfSource = { type: string; source_id: string; source: string | null };

/** Whether a pipeline with these rules takes the event; no rules take every event. */
export function matchesRules(rules: readonly SourceRule[], { type, source_id, source }: OfSource): boolean {
  return rules.length === 0 || rules.some((rule) => (rule.source === source_id || rule.source === source) && matchesType(rule.match, type));
}
