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
  const { shown, queryValues } = readUrl(request.url);
  const trace = { request: traceOfRequest(request, shown), response: traceOfResponse(outcome) };
  return { outcome: classifyResponse(outcome, input.nowMs), trace: scrubSecrets(trace, queryValues) };
}

/** Header values can be credentials, and so can a query's: only their names are kept. */
function traceOfRequest({ method, headers, body }: HttpRequest, url: string): Json {
  return { method, url, headers: Object.keys(headers).map((name) => name.toLowerCase()), body: body === undefined ? null : capText(body) };
}

function traceOfResponse(outcome: HttpOutcome): Json {
  if (outcome.kind !== "response") return null;
  return { status: outcome.status, body: capText(outcome.body), isCut: outcome.truncated, durationMs: outcome.durationMs };
}

/** `shown`: without the values of its query; empty where it is no URL. */
type ReadUrl = { shown: string; queryValues: string[] };

/** The same few addresses take all the messages. */
const knownUrls = new Map<string, ReadUrl>();
const knownUrlsMax = 1_000;

function readUrl(text: string): ReadUrl {
  const known = knownUrls.get(text);
  if (known) return known;
  const read = readUrlAnew(text);
  if (knownUrls.size >= knownUrlsMax) knownUrls.clear();
  knownUrls.set(text, read);
  return read;
}

function readUrlAnew(text: string): ReadUrl {
  if (!URL.canParse(text)) return { shown: "", queryValues: [] };
  const url = new URL(text);
  const queryValues = [...url.searchParams.values()];
  for (const name of [...url.searchParams.keys()]) url.searchParams.set(name, "…");
  return { shown: `${url.origin}${url.pathname}${url.search}`, queryValues };
}

function capText(text: string, charactersMax = 16_000): string {
  return text.length <= charactersMax ? text : `${text.slice(0, charactersMax)}… [${text.length - charactersMax} more characters]`;
}
