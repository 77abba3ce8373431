import { IngestError } from "./ingest-error";
import { post, type Answer } from "./post";
import { randomKey } from "./random-key";
import { retryDelayMs, pause } from "./retry";
import type { BatchEntries, BatchResult, IngestOptions, IngestResult, Options, PayloadOf } from "./types";

export type Client = {
  /** Resolves once the event is stored; rejects with IngestError. */
  ingest<Type extends string>(type: Type, payload: PayloadOf<Type>, options?: IngestOptions): Promise<IngestResult>;
  /** Any number of events, in calls of at most 500. What is refused is listed, not thrown. */
  ingestBatch<const Types extends readonly string[]>(entries: BatchEntries<Types>, options?: { signal?: AbortSignal }): Promise<BatchResult>;
};

/** The server's limit of one call. */
const entriesMax = 500;

export function createClient(options: Options = {}): Client {
  return {
    async ingest(type, payload, { idempotencyKey, timestamp, signal } = {}) {
      const { data } = await post(toWire({ type, payload, idempotencyKey, timestamp }), options, signal);
      const event = data?.events[0];
      if (!event) throw new IngestError("Ingestlayer answered without the event", { status: 202, code: "internal" });
      const { id, type: storedType, duplicate, problems } = event;
      return { id, type: storedType, duplicate, ...(problems && { problems }) };
    },

    async ingestBatch(entries, { signal } = {}) {
      const whole: BatchResult = { events: [], rejected: [] };
      for (let start = 0; start < entries.length; start += entriesMax) {
        const part = await sendPart((entries as readonly Entry[]).slice(start, start + entriesMax).map(toWire), options, signal);
        whole.events.push(...part.events.map((event) => ({ ...event, index: event.index + start })));
        whole.rejected.push(...part.rejected.map((refusal) => ({ ...refusal, index: refusal.index + start })));
      }
      return whole;
    },
  };
}

type WireEvent = { type: string; payload: unknown; idempotencyKey: string; timestamp?: string };
type Entry = { type: string; payload: unknown; idempotencyKey?: string | undefined; timestamp?: Date | string | number | undefined };

/** A key of our own where none is given: without it a retried call could store an event twice. */
function toWire({ type, payload, idempotencyKey, timestamp }: Entry): WireEvent {
  const time = timestamp === undefined || typeof timestamp === "string" ? timestamp : new Date(timestamp).toISOString();
  return { type, payload, idempotencyKey: idempotencyKey ?? `sdk-${randomKey()}`, ...(time === undefined ? {} : { timestamp: time }) };
}

/** One call; what a limit refused of it is sent again, as often as any other failure. */
async function sendPart(events: WireEvent[], options: Options, signal: AbortSignal | undefined): Promise<BatchResult> {
  const { maxRetries = 3 } = options;
  const result: BatchResult = { events: [], rejected: [] };
  let places = events.map((_, index) => index);
  for (let attempt = 0; ; attempt++) {
    const answer = await postBatch(places.map((place) => events[place]), options, signal);
    const placed = <T extends { index: number }>(one: T) => ({ ...one, index: places[one.index] ?? one.index });
    const limited = attempt < maxRetries && !answer.isFinal ? answer.rejected.filter(({ code }) => code === "rate_limited") : [];
    result.events.push(...answer.events.map(placed));
    result.rejected.push(...answer.rejected.filter((refusal) => !limited.includes(refusal)).map(placed));
    if (limited.length === 0) break;
    places = limited.map(({ index }) => places[index] ?? index);
    await pause(retryDelayMs(attempt, answer.retryAfterMs), signal);
  }
  const byIndex = (a: { index: number }, b: { index: number }) => a.index - b.index;
  return { events: result.events.sort(byIndex), rejected: result.rejected.sort(byIndex) };
}

async function postBatch(events: unknown[], options: Options, signal: AbortSignal | undefined): Promise<BatchResult & Pick<Answer, "retryAfterMs"> & { isFinal: boolean }> {
  try {
    const { data = { events: [], rejected: [] }, retryAfterMs } = await post({ events }, options, signal);
    return { ...data, retryAfterMs, isFinal: false };
  } catch (error) {
    // Refused whole, each for its own reason; by a limit only after the last retry.
    const isRefusal = error instanceof IngestError && (error.status === 400 || error.status === 429) && isRejected(error.details);
    if (isRefusal) return { events: [], rejected: error.details as BatchResult["rejected"], retryAfterMs: undefined, isFinal: true };
    throw error;
  }
}

function isRejected(details: unknown): details is BatchResult["rejected"] {
  return Array.isArray(details) && details.every((one: { index?: unknown }) => typeof one?.index === "number");
}
