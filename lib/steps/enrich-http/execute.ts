import { UpstreamError, UserError } from "@/lib/errors";
import { parseDuration } from "@/lib/pipeline/durations";
import { escapeUrl } from "@/lib/pipeline/escape";
import { jsonTemplateOf, renderJson } from "@/lib/pipeline/template-json";
import { proseOf, renderProse } from "@/lib/pipeline/template-prose";
import type { StepExecutor } from "../contract";
import { fetchFacts } from "../fetch-facts";
import type { enrichHttp } from "./definition";

export const executeEnrichHttp: StepExecutor<typeof enrichHttp> = async ({ config, context, organizationId }, ports) => {
  const { name, method, headers = {}, timeoutMs = 5000, cacheFor, onError } = config;
  const url = renderProse(proseOf(config.url, { as: "url" }), context, escapeUrl);
  const body = method === "GET" || config.body === undefined ? {} : { body: JSON.stringify(renderJson(jsonTemplateOf(config.body), context)) };
  const cachedMs = cacheFor === undefined ? 0 : parseDuration(cacheFor);
  const { facts, error, isFinal } = await fetchFacts({ organizationId, method, url, headers, timeoutMs, cachedMs, ...body }, ports);
  if (error !== null && onError === "fail") {
    const message = `${name} could not be had: ${error}`;
    throw isFinal ? new UserError("invalid_request", message) : new UpstreamError(message);
  }
  return { kind: "continue", patch: { values: { enrich: { [name]: facts } } }, ...(error === null ? {} : { facts: { error } }) };
};
