import { createHash } from "node:crypto";
import type { Json } from "@/lib/durable/contract";
import { UpstreamError, UserError } from "@/lib/errors";
import type { ClassifyAnswer, Ports } from "@/lib/ports/ports";
import type { StepExecutor, StepResult } from "../contract";
import { readInput } from "../write-text";
import { KEYWORD_MODEL } from "./definition";
import type { ClassifyConfig, classify } from "./definition";
import { keywordMatcher } from "./keyword-rules";
import type { KeywordMatcher } from "./keyword-rules";

const CACHE_TTL_MS = 30 * 24 * 3_600_000;

export const executeClassify: StepExecutor<typeof classify> = ({ config, context, organizationId }, ports) => {
  const input = readInput(config.input, context);
  return config.model === KEYWORD_MODEL ? classifyByKeyword(config, input) : classifyByModel(config, input, organizationId, ports);
};

const matchers = new WeakMap<ClassifyConfig, KeywordMatcher>();

function classifyByKeyword(config: ClassifyConfig, input: string): StepResult {
  const matcher = matchers.get(config) ?? keywordMatcher(config.labels);
  matchers.set(config, matcher);
  const hit = matcher(input);
  if (hit) return chosen(config, hit.label, { provider: "keyword", rule: hit.rule });
  return otherwise(config, new UserError("invalid_definition", `no label of ${config.dimension} has a rule that fits: add one with the word *, or set onError to a label`), { provider: "keyword" });
}

async function classifyByModel(config: ClassifyConfig, input: string, organizationId: string, ports: Pick<Ports, "model" | "cache">): Promise<StepResult> {
  const provider = config.model;
  const labels = config.labels.map(({ name, description }) => ({ name, description: description ?? "" }));
  const request = { organizationId, model: config.model, prompt: config.prompt ?? "", labels, input };
  const key = createHash("sha256").update(JSON.stringify([request.model, request.prompt, labels, input])).digest("hex");
  try {
    const { value, isHit } = await ports.cache.get<ClassifyAnswer>(organizationId, `classify:${key}`, CACHE_TTL_MS, () => ports.model.classify(request));
    const used = isHit ? { inputTokens: 0, outputTokens: 0, latencyMs: 0 } : { inputTokens: value.inputTokens, outputTokens: value.outputTokens, latencyMs: value.latencyMs };
    return chosen(config, value.label, { provider, cache: isHit ? "hit" : "miss", ...used });
  } catch (error) {
    if (error instanceof UpstreamError || error instanceof UserError) return otherwise(config, error, { provider, cache: "miss" });
    throw error;
  }
}

function chosen(config: ClassifyConfig, label: string, facts: { [key: string]: Json }): StepResult {
  return { kind: "continue", patch: { values: { classify: { [config.dimension]: label } } }, facts };
}

function otherwise(config: ClassifyConfig, error: UpstreamError | UserError, facts: { [key: string]: Json }): StepResult {
  if (typeof config.onError !== "object") throw error;
  return chosen(config, config.onError.label, { ...facts, error: error.message });
}
