import { IngestError } from "./ingest-error";
import { post } from "./post";
import type { BatchEntry, BatchResult, IngestOptions, IngestResult, Options, PayloadOf } from "./types";

export type Client = {
  /** Resolves once the event is stored; rejects with IngestError. */
  ingest<Type extends string>(type: Type, payload: PayloadOf<Type>, options?: IngestOptions): Promise<IngestResult>;
  /** Any number of events, in calls of at most 500. What is refused is listed, not thrown. */
  ingestBatch(entries: BatchEntry[], options?: { signal?: AbortSignal }): Promise<BatchResult>;
};

/** The server's limit of one call. */
const entriesMax = 500;

export function createClient(options: Options = {}): Client {
  return {
    async ingest(type, payload, { idempotencyKey, timestamp, signal } = {}) {
      const result = await send([{ type, payload, idempotencyKey, timestamp }], signal);
      const [event] = result.events;
      if (event) return { id: event.id, type: event.type, duplicate: event.duplicate };
      const [refusal] = result.rejected;
      throw new IngestError(refusal?.message ?? "the event was not accepted", { status: 400, code: refusal?.code ?? "invalid_request", details: result.rejected });
    },

    async ingestBatch(entries, { signal } = {}) {
      const whole: BatchResult = { events: [], rejected: [] };
      for (let start = 0; start < entries.length; start += entriesMax) {
        const part = await send(entries.slice(start, start + entriesMax), signal);
        whole.events.push(...part.events.map((event) => ({ ...event, index: event.index + start })));
        whole.rejected.push(...part.rejected.map((refusal) => ({ ...refusal, index: refusal.index + start })));
      }
      return whole;
    },
  };

  function send(entries: Entry[], signal: AbortSignal | undefined): Promise<BatchResult> {
    // A key of our own where none is given: without it a retried call could store an event twice.
    const events = entries.map((entry) => ({
      type: entry.type,
      payload: entry.payload,
      idempotencyKey: entry.idempotencyKey ?? `sdk-${crypto.randomUUID()}`,
      ...(entry.timestamp === undefined ? {} : { timestamp: isoTime(entry.timestamp) }),
    }));
    return post({ events }, options, signal);
  }
}

type Entry = { type: string; payload: unknown; idempotencyKey?: string | undefined; timestamp?: Date | string | number | undefined };

function isoTime(time: Date | string | number): string {
  return typeof time === "string" ? time : new Date(time).toISOString();
}
