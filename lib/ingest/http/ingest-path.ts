import { assertScope, bearerToken, unauthenticated } from "@/lib/http/authenticate";
import type { VerifiedKey } from "@/lib/api-keys/verify-api-key";
import { UserError } from "@/lib/errors";
import { jsonResponse, statusOfCode, type PlainResponse } from "@/lib/http/error-response";
import { parseJsonText } from "@/lib/http/parse-json-text";
import { assertJsonContentType, bodyTooLarge } from "@/lib/http/read-json-body";
import type { AcceptedEvent } from "../accept-events";
import { isObject, isRefusal, parseEvent, type EventRefusal, type IncomingEvent, type ParseContext } from "../parse-event";
import type { RejectionReason } from "../rejection-recorder";
import { headerOf, hotPathBodyBytesMax, type HotPath, type HotPathContext, type HotPathRequest } from "./hot-path";

const eventsMax = 500;

/** `POST /v1/ingest`: one event or a list, judged one by one. */
export const ingestPath: HotPath = {
  methods: ["POST"],
  async handle(request, context) {
    const key = await authenticate(request, context);
    const call = readCall(request, key, context);
    const judged = call.entries.map((entry, index) => parseEvent(entry, call.isSingle ? "" : `events[${index}]`, call));
    const events = judged.filter((parsed): parsed is IncomingEvent => !isRefusal(parsed));
    const accepted = events.length > 0 ? await accept(events, key, context) : [];
    return answer(call, settle(judged, accepted), key, context);
  },
};

type IngestCall = ParseContext & {
  entries: unknown[];
  /** The body is the event itself: refused, it answers with the refusal's own status. */
  isSingle: boolean;
};

type Verdict = { type: string; event: AcceptedEvent } | { refusal: EventRefusal };

async function authenticate(request: HotPathRequest, { gate }: HotPathContext): Promise<VerifiedKey> {
  const token = bearerToken(headerOf(request, "authorization"));
  const verified = token ? gate.keys.verify(token) : null;
  const key = verified instanceof Promise ? await verified : verified;
  if (!key) {
    gate.counts.unauthenticated++;
    throw unauthenticated();
  }
  assertScope(key, "ingest");
  return key;
}

/** What is wrong with the call as a whole is refused, and kept, as one rejection. */
function readCall(request: HotPathRequest, key: VerifiedKey, { gate }: HotPathContext): IngestCall {
  try {
    if (request.body.length > hotPathBodyBytesMax) throw bodyTooLarge(hotPathBodyBytesMax);
    const encoding = headerOf(request, "content-encoding");
    if (encoding && encoding !== "identity") throw new UserError("unsupported_media_type", "Content-Encoding: expected none");
    assertJsonContentType(headerOf(request, "content-type"));
    const body = parseJsonText(request.body);
    const isSingle = !(isObject(body) && Object.hasOwn(body, "events"));
    return {
      entries: isSingle ? [body] : readEntries(body),
      isSingle,
      mayHoldEscapes: request.body.includes("\\u"),
      nowMs: gate.clock.now(),
      traceparent: parseTraceparent(headerOf(request, "traceparent")),
    };
  } catch (error) {
    if (error instanceof UserError) {
      reject(key, { code: error.code, message: error.message, path: error.details?.[0]?.path }, undefined, { gate });
    }
    throw error;
  }
}

function readEntries(body: Record<string, unknown>): unknown[] {
  const { events, ...others } = body;
  const [other] = Object.keys(others);
  if (other !== undefined) throw fieldError(other.slice(0, 64), "unknown field; expected events");
  if (!Array.isArray(events) || events.length === 0) throw fieldError("events", `expected a list of 1 to ${eventsMax} events`);
  if (events.length > eventsMax) {
    throw new UserError("batch_too_large", `events: expected at most ${eventsMax} events, found ${events.length}`);
  }
  return events;
}

function fieldError(path: string, message: string): UserError {
  return new UserError("invalid_request", `${path}: ${message}`, [{ path, message }]);
}

async function accept(
  events: IncomingEvent[],
  { organizationId, sourceId }: VerifiedKey,
  { gate }: HotPathContext,
): Promise<AcceptedEvent[] | EventRefusal> {
  const verdict = await gate.acceptor.accept({ organizationId, sourceId, events });
  if (verdict.kind === "accepted") return verdict.events;
  if (verdict.kind === "unknown") throw unauthenticated();
  return { code: "source_paused", message: "This key's source is paused: resume it, or send with a key of another source" };
}

function settle(judged: (IncomingEvent | EventRefusal)[], accepted: AcceptedEvent[] | EventRefusal): Verdict[] {
  let next = 0;
  return judged.map((parsed) => {
    if (isRefusal(parsed)) return { refusal: parsed };
    if (!Array.isArray(accepted)) return { refusal: accepted };
    const event = accepted[next++];
    if (!event) throw new Error("fewer events came back than were stored");
    return { type: parsed.type, event };
  });
}

function answer(call: IngestCall, verdicts: Verdict[], key: VerifiedKey, context: HotPathContext): PlainResponse {
  const { gate, requestId } = context;
  const events: { index: number; id: string; type: string; duplicate: boolean }[] = [];
  const rejected: ({ index: number } & EventRefusal)[] = [];
  verdicts.forEach((verdict, index) => {
    if ("refusal" in verdict) {
      rejected.push({ index, ...verdict.refusal });
      reject(key, verdict.refusal, call.entries[index], context);
    } else {
      events.push({ index, id: verdict.event.id, type: verdict.type, duplicate: verdict.event.duplicate });
      if (verdict.event.duplicate) gate.counts.duplicates++;
      else gate.counts.accepted++;
    }
  });
  if (events.length > 0) return jsonResponse(202, { data: { events, rejected } }, requestId);
  const [first] = rejected;
  const code = first && rejected.every((refusal) => refusal.code === first.code) ? first.code : "invalid_request";
  if (call.isSingle && first) {
    const { message, path } = first;
    const details = path === undefined ? undefined : [{ path, message }];
    return jsonResponse(statusOfCode[code], { error: { code, message, ...(details && { details }) } }, requestId);
  }
  const message = `None of the ${rejected.length} events was accepted. The first: ${first?.message ?? ""}`;
  return jsonResponse(400, { error: { code, message, details: rejected } }, requestId);
}

/** Counts and keeps a refusal; `entry` is what was refused, if it got that far. */
function reject(key: VerifiedKey, refusal: EventRefusal, entry: unknown, { gate }: Pick<HotPathContext, "gate">): void {
  const reason = reasonOf(refusal);
  gate.counts.rejected[reason] = (gate.counts.rejected[reason] ?? 0) + 1;
  const { organizationId, sourceId } = key;
  const { message, path } = refusal;
  const { type, payload } = isObject(entry) ? entry : { type: undefined, payload: undefined };
  gate.rejections.record({ organizationId, sourceId, reason, message, path, type, payload });
}

function reasonOf({ code }: EventRefusal): RejectionReason {
  switch (code) {
    case "event_too_large":
    case "batch_too_large":
    case "body_too_large":
      return "too_large";
    case "source_paused":
    case "schema_violation":
    case "rate_limited":
      return code;
    default:
      return "malformed";
  }
}

/** W3C trace context; what does not fit is ignored, as the standard asks. */
function parseTraceparent(header: string | undefined): string | null {
  return header && /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/.test(header) ? header : null;
}
