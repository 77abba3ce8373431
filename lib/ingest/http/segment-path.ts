import { bearerToken } from "@/lib/http/authenticate";
import { jsonResponse } from "@/lib/http/error-response";
import { UserError } from "@/lib/errors";
import type { Json } from "@/lib/durable/contract";
import { isEventType, isObject, parseEvent } from "../parse-event";
import { takeEvents, type TakenEntry } from "../take-events";
import { answerVerdicts } from "./answer-verdicts";
import { authenticateSender } from "./authenticate-sender";
import { headerOf, type HotPath, type HotPathRequest } from "./hot-path";
import { parseTraceparent } from "./parse-traceparent";
import { assertPlainBody, readJsonCall, refuseCall } from "./read-call";

const messagesMax = 500;

/**
 * `POST /v1/batch` and `/v1/track` in the shape of Segment's HTTP tracking API, for its clients with another host and a
 * key of ours as the write key. A tracked event has its own name as its type, any other call `segment.<call>`; the
 * payload is the message without what has a place of its own here. Answers 200 `{ success: true }` once stored.
 */
export const segmentPath: HotPath = {
  methods: ["POST"],
  async handle(request, { gate, requestId }) {
    const sender = await authenticateSender(writeKeyOf(headerOf(request, "authorization")), gate);
    const { messages, isSingle, mayHoldEscapes } = refuseCall(sender, gate, () => readMessages(request));
    const context = { mayHoldEscapes, nowMs: gate.clock.now(), traceparent: parseTraceparent(headerOf(request, "traceparent")) };
    const entries = messages.map((message, index): TakenEntry => {
      const at = isSingle ? "" : `batch[${index}]`;
      const entry = toEntry(message, isSingle);
      return { entry, at, parsed: parseEvent(entry, at, context) };
    });
    const verdicts = await takeEvents(entries, sender, gate);
    const answer = answerVerdicts(verdicts, isSingle, requestId);
    return answer.status === 202 ? jsonResponse(200, { success: true }, requestId) : answer;
  },
};

/** Segment's clients send the write key as the user name of Basic authentication. */
function writeKeyOf(authorization: string | undefined): string | undefined {
  const encoded = /^basic +([A-Za-z0-9+/=_-]+) *$/i.exec(authorization ?? "")?.[1];
  return encoded === undefined ? bearerToken(authorization) : Buffer.from(encoded, "base64").toString("utf8").split(":")[0];
}

function readMessages(request: HotPathRequest): { messages: Json[]; isSingle: boolean; mayHoldEscapes: boolean } {
  assertPlainBody(request);
  const { body, mayHoldEscapes } = readJsonCall(request);
  if (!isObject(body)) throw new UserError("invalid_request", "expected an object");
  if (!request.path.startsWith("/v1/batch")) return { messages: [body], isSingle: true, mayHoldEscapes };
  const { batch } = body;
  if (!Array.isArray(batch) || batch.length === 0) {
    const message = `expected a list of 1 to ${messagesMax} messages`;
    throw new UserError("invalid_request", `batch: ${message}`, [{ path: "batch", message }]);
  }
  if (batch.length > messagesMax) throw new UserError("batch_too_large", `batch: expected at most ${messagesMax} messages, found ${batch.length}`);
  return { messages: batch, isSingle: false, mayHoldEscapes };
}

/** What is no message is left as it is: it is refused with its place. */
function toEntry(message: Json, isTrack: boolean): unknown {
  if (!isObject(message)) return message;
  const { type: call = isTrack ? "track" : "", event, messageId, timestamp, originalTimestamp, sentAt: _sentAt, integrations: _integrations, writeKey: _writeKey, _metadata, ...payload } = message;
  const name = call === "track" ? event : `segment.${String(call)}`;
  const happened = timestamp ?? originalTimestamp;
  return {
    type: typeof name === "string" && !isEventType(name) ? toEventType(name) : name,
    payload,
    ...(typeof messageId === "string" && messageId !== "" && { idempotencyKey: messageId.slice(0, 255) }),
    ...(happened !== undefined && happened !== null && { timestamp: happened }),
  };
}

/** A name in Segment may hold anything; here `*` and the like mean something else. */
function toEventType(name: string): string {
  return name.replace(/[^\p{L}\p{M}\p{N} ._:/\-+@#$&()]/gu, "-").trim().slice(0, 200);
}
