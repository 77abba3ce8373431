import type { Json } from "@/lib/durable/contract";
import type { HttpOutcome, HttpRequest } from "@/lib/ports/ports";
import type { DeliverInput, DeliveryPorts, DeliveryResult, HttpDestination } from "./contract";
import { scrubSecrets } from "./secret-values";

/** Joins a destination's two pure halves with the guarded client. */
export async function sendHttp<Connection, Target, Config>(
  { buildRequest, classifyResponse }: HttpDestination<Connection, Target, Config>,
  input: DeliverInput<Connection, Target, Config>,
  { http }: DeliveryPorts,
): Promise<DeliveryResult> {
  const request = buildRequest(input);
  const outcome = await http.send(request);
  const trace = { request: traceOfRequest(request), response: traceOfResponse(outcome) };
  return { outcome: classifyResponse(outcome, input.nowMs), trace: scrubSecrets(trace, queryValues(request.url)) };
}

/** Header values can be credentials, and so can a query's: only their names are kept. */
function traceOfRequest({ method, url, headers, body }: HttpRequest): Json {
  return { method, url: urlWithoutQueryValues(url), headers: Object.keys(headers).map((name) => name.toLowerCase()), body: body === undefined ? null : capText(body) };
}

function traceOfResponse(outcome: HttpOutcome): Json {
  if (outcome.kind !== "response") return null;
  return { status: outcome.status, body: capText(outcome.body), isCut: outcome.truncated, durationMs: outcome.durationMs };
}

function queryValues(url: string): string[] {
  return URL.canParse(url) ? [...new URL(url).searchParams.values()] : [];
}

function urlWithoutQueryValues(text: string): string {
  if (!URL.canParse(text)) return "";
  const url = new URL(text);
  for (const name of [...url.searchParams.keys()]) url.searchParams.set(name, "…");
  return `${url.origin}${url.pathname}${url.search}`;
}

function capText(text: string, charactersMax = 16_000): string {
  return text.length <= charactersMax ? text : `${text.slice(0, charactersMax)}… [${text.length - charactersMax} more characters]`;
}
