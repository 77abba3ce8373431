import type { HttpOutcome, Ports } from "@/lib/ports/ports";
import type { JsonObject } from "@/lib/pipeline/context";
import type { AccountState } from "./check-account";
import type { ModelKind } from "./model-kinds";

const vendorUrls: Record<ModelKind, string> = {
  openai: "https://api.openai.com/v1",
  anthropic: "https://api.anthropic.com/v1",
  "openai-compatible": "",
};

/** Lists the models: the one call that all three speak and that costs nothing. */
export async function checkModelAccount(kind: ModelKind, config: JsonObject, ports: Pick<Ports, "http">): Promise<AccountState> {
  const base = (typeof config.baseUrl === "string" ? config.baseUrl : vendorUrls[kind]).replace(/\/+$/, "");
  const outcome = await ports.http.send({
    method: "GET",
    url: `${base}/models`,
    headers: authorization(kind, config.apiKey),
    timeoutMs: 10_000,
    bodyBytesMax: 64 * 1024,
  });
  if (outcome.kind === "response" && outcome.status === 200) return { ok: true, summary: new URL(base).host, facts: {}, missingScopes: [] };
  return { ok: false, ...describe(outcome, new URL(base).host) };
}

function authorization(kind: ModelKind, apiKey: unknown): Record<string, string> {
  if (typeof apiKey !== "string") return {};
  return kind === "anthropic" ? { "x-api-key": apiKey, "anthropic-version": "2023-06-01" } : { authorization: `Bearer ${apiKey}` };
}

function describe(outcome: HttpOutcome, host: string): { code: string; detail: string } {
  if (outcome.kind !== "response") return { code: outcome.kind, detail: outcome.detail };
  const isRefused = outcome.status === 401 || outcome.status === 403;
  return { code: `http_${outcome.status}`, detail: isRefused ? `${host} refuses the API key` : `${host} answered ${outcome.status} instead of its list of models` };
}
