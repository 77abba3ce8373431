import { escapeUrl } from "@/lib/pipeline/escape";
import { resolveText } from "@/lib/pipeline/refs";
import { proseOf, renderProse } from "@/lib/pipeline/template-prose";
import type { StepExecutor, StepResult } from "../contract";
import { fetchFacts } from "../fetch-facts";
import type { enrichPerson } from "./definition";
import { personOf } from "./person-of";

const cachedMs = 24 * 3_600_000;

/** The service's answer joins what the address tells. A service that fails is told in the facts, and never stops an event. */
export const executeEnrichPerson: StepExecutor<typeof enrichPerson> = async ({ config, context, organizationId }, ports): Promise<StepResult> => {
  const address = resolveText(config.email, context);
  const person = typeof address === "string" ? personOf(address) : null;
  if (person === null) return { kind: "continue", patch: { values: { enrich: { person: {} } } }, facts: { found: false } };
  if (!config.provider) return { kind: "continue", patch: { values: { enrich: { person } } } };
  const url = renderProse(proseOf(config.provider.url, { as: "url" }), context, escapeUrl);
  const { facts, error } = await fetchFacts({ organizationId, method: "GET", url, headers: config.provider.headers ?? {}, timeoutMs: 5000, cachedMs }, ports);
  return { kind: "continue", patch: { values: { enrich: { person: { ...person, ...facts } } } }, facts: { provider: error ?? "answered" } };
};
