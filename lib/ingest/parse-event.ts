import type { Json } from "@/lib/durable/contract";
import type { ErrorCode, Problem } from "@/lib/errors";
import { parseOccurredAt } from "./occurred-at";
import { findJsonFault, isStorableText } from "./storable-json";

/** An event that passed validation; its source and its organization come from whoever authenticated it. */
export type IncomingEvent = {
  type: string;
  payload: { [key: string]: Json };
  /** The same as JSON text. */
  payloadJson: string;
  idempotencyKey: string | null;
  /** Milliseconds since the epoch; null = when it is received. */
  occurredAtMs: number | null;
  traceparent: string | null;
  /** Where it does not fit a schema that only warns. */
  problems?: Problem[];
  /** How long its key is remembered, where its schema says so; else the source's window. */
  windowMs?: number;
};

/** Why one event was refused. `path` names the field as in the request's body. */
export type EventRefusal = {
  code: ErrorCode;
  message: string;
  path?: string;
  /** Every place that is wrong, where there may be several; `path` is the first. */
  problems?: Problem[];
  /** When the same event may be sent again. */
  retryAfterMs?: number;
};

export const payloadBytesMax = 256 * 1024;
const typeLengthMax = 200;
export const idempotencyKeyLengthMax = 255;

// Letters of any script, digits, space and . _ : / - + @ # $ & ( ), beginning and ending with no space. `*` stays out: it is
// the wildcard of source rules.
const typePattern = /^(?! )[\p{L}\p{M}\p{N} ._:/\-+@#$&()]{1,200}(?<! )$/u;
const typeExpectation = `expected 1 to ${typeLengthMax} letters, digits, spaces and . _ : / - + @ # $ & ( )`;

/** What all events of one body share. */
export type ParseContext = {
  /** See `findJsonFault`. */
  mayHoldEscapes: boolean;
  nowMs: number;
  traceparent: string | null;
};

/**
 * One entry of a body, judged. `at` is its place there, as `events[3]`; empty when the body is the event.
 * Hand-written: it runs for every event, and zod takes several times as long.
 */
export function parseEvent(entry: unknown, at: string, context: ParseContext): IncomingEvent | EventRefusal {
  if (!isObject(entry)) return invalid(at, "", "expected an object");
  for (const field in entry) {
    if (field !== "type" && field !== "payload" && field !== "idempotencyKey" && field !== "timestamp") {
      return invalid(at, field.slice(0, 64), "unknown field; expected type, payload, idempotencyKey and timestamp");
    }
  }
  const { type, payload, idempotencyKey = null, timestamp = null } = entry;
  if (typeof type !== "string" || !typePattern.test(type)) return invalid(at, "type", typeExpectation);
  if (!isObject(payload)) return invalid(at, "payload", "expected an object");
  if (idempotencyKey !== null && !isIdempotencyKey(idempotencyKey)) {
    return invalid(at, "idempotencyKey", `expected 1 to ${idempotencyKeyLengthMax} characters of text`);
  }
  let occurredAtMs: number | null = null;
  if (timestamp !== null) {
    const parsed = parseOccurredAt(timestamp, context.nowMs);
    if (typeof parsed === "string") return invalid(at, "timestamp", parsed);
    occurredAtMs = parsed;
  }
  const fault = findJsonFault(payload, context.mayHoldEscapes);
  if (fault) return invalid(at, `payload${fault.path}`.slice(0, 500), fault.message);
  const payloadJson = JSON.stringify(payload);
  if (isLongerThan(payloadJson, payloadBytesMax)) {
    const path = joinPath(at, "payload");
    return { code: "event_too_large", message: `${path}: expected at most ${payloadBytesMax / 1024} KiB of JSON`, path };
  }
  return { type, payload, payloadJson, idempotencyKey, occurredAtMs, traceparent: context.traceparent };
}

export function isEventType(text: string): boolean {
  return typePattern.test(text);
}

export function isRefusal(parsed: object): parsed is EventRefusal {
  return "code" in parsed;
}

export function isObject(value: unknown): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isIdempotencyKey(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= idempotencyKeyLengthMax && isStorableText(value);
}

function invalid(at: string, field: string, expectation: string): EventRefusal {
  const path = joinPath(at, field);
  return { code: "invalid_request", message: path === "" ? expectation : `${path}: ${expectation}`, ...(path !== "" && { path }) };
}

export function joinPath(at: string, field: string): string {
  return at === "" || field === "" ? at + field : `${at}.${field}`;
}

/** Whether the text takes more UTF-8 bytes; counts only where its length leaves a doubt. */
function isLongerThan(text: string, bytesMax: number): boolean {
  return text.length > bytesMax || (text.length * 3 > bytesMax && Buffer.byteLength(text) > bytesMax);
}
