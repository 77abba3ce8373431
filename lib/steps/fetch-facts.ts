import { createHash } from "node:crypto";
import type { JsonObject } from "@/lib/pipeline/context";
import type { HttpOutcome, Ports } from "@/lib/ports/ports";

export type FactsRequest = {
  organizationId: string;
  method: "GET" | "POST";
  url: string;
  headers: Record<string, string>;
  /** JSON. */
  body?: string;
  timeoutMs: number;
  /** How long the same request is not made again; 0 = it is made each time. */
  cachedMs: number;
};

/** `error` says in words why there are no facts; `isFinal` that another try won't help. */
export type Facts = { facts: JsonObject; error: string | null; isFinal: boolean };

const bodyBytesMax = 256 * 1024;
const textMax = 64 * 1024;
/** A failure is not asked for again at once by every event that follows. */
const failureCachedMs = 30_000;

/** The JSON object that an address answers; any other answer is `{ text }`. */
export async function fetchFacts(request: FactsRequest, { http, cache }: Pick<Ports, "http" | "cache">): Promise<Facts> {
  const send = async () => readAnswer(await http.send({ ...toRequest(request), bodyBytesMax }));
  if (request.cachedMs === 0) return send();
  const { organizationId, method, url, headers, body } = request;
  const key = createHash("sha256").update(JSON.stringify([method, url, headers, body ?? null])).digest("hex");
  const { value } = await cache.get<Facts>(organizationId, `http:${key}`, ({ error }) => (error === null ? request.cachedMs : Math.min(failureCachedMs, request.cachedMs)), send);
  return value;
}

function toRequest({ method, url, headers, body, timeoutMs }: FactsRequest) {
  const all = { accept: "application/json", "user-agent": "Ingestlayer", ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers };
  return { method, url, headers: all, timeoutMs, ...(body === undefined ? {} : { body }) };
}

function readAnswer(outcome: HttpOutcome): Facts {
  const nothing = (error: string, isFinal: boolean): Facts => ({ facts: {}, error, isFinal });
  if (outcome.kind === "refused") return nothing(`the address may not be reached: ${outcome.detail}`, true);
  if (outcome.kind !== "response") return nothing(outcome.detail, false);
  const { status, body, truncated } = outcome;
  if (status < 200 || status >= 300) return nothing(`the address answered HTTP ${status}`, status < 500 && status !== 408 && status !== 429);
  if (truncated) return nothing(`the answer has more than ${bodyBytesMax} bytes`, true);
  return { facts: factsOf(body), error: null, isFinal: true };
}

function factsOf(body: string): JsonObject {
  try {
    const value: unknown = JSON.parse(body);
    // JSON.parse makes nothing but JSON.
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
    return body.trim() === "" ? {} : { items: value as JsonObject[string] };
  } catch {
    return { text: body.slice(0, textMax) };
  }
}
