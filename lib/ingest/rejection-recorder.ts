import type { Pool } from "pg";
import { storableText } from "@/lib/adapters/postgres/jsonb-text";
import { createBatchWriter } from "@/lib/adapters/postgres/batch-writer";
import { newId } from "@/lib/ids";
import { announceChange } from "@/lib/live/announce-change";
import type { Problem } from "@/lib/errors";
import type { Clock } from "@/lib/ports/clock";
import type { IncomingEvent } from "./parse-event";
import { findJsonFault } from "./storable-json";
import { insertRejections, type RejectionRow } from "./store";

/** Why an event was refused at the gate, as kept in the history. */
export type RejectionReason = "source_paused" | "malformed" | "too_large" | "schema_violation" | "rate_limited";

export type Rejection = {
  organizationId: string;
  sourceId: string;
  reason: RejectionReason;
  message: string;
  path?: string;
  problems?: Problem[];
  /** What the caller sent as type and payload, whatever it is. */
  type?: unknown;
  payload?: unknown;
  /** The event it would have been, where it was one: what accepting it later needs. */
  event?: IncomingEvent;
};

export type RejectionRecorder = {
  /** Never waits and never throws: the caller has its answer whether or not the history has a row. */
  record(rejection: Rejection): void;
  /** How many were left out because a source had too many. */
  leftOut(): number;
  settled(): Promise<void>;
};

/** Rows a second and source: a misconfigured client must not fill the disk. */
const recordedASecondMax = 50;
const pendingMax = 5_000;
const pendingBytesMax = 32 * 1024 * 1024;
const payloadBytesMax = 16 * 1024;

export function createRejectionRecorder(deps: {
  pool: Pool;
  clock: Clock;
  onError: (error: unknown) => void;
}): RejectionRecorder {
  const { pool, clock, onError } = deps;
  let second = 0;
  let pendingBytes = 0;
  let leftOut = 0;
  const recordedBySource = new Map<string, number>();
  const writer = createBatchWriter<RejectionRow, void>({
    concurrentFlushes: 1,
    flush: async (rows) => {
      await insertRejections(rows, pool);
      for (const { organization_id } of rows) announceChange(organization_id, "rejections");
      return rows.map(() => undefined);
    },
  });

  function mayRecord(sourceId: string): boolean {
    const now = Math.floor(clock.now() / 1000);
    if (now !== second) {
      second = now;
      recordedBySource.clear();
    }
    const recorded = (recordedBySource.get(sourceId) ?? 0) + 1;
    recordedBySource.set(sourceId, recorded);
    return recorded <= recordedASecondMax && writer.pending() < pendingMax;
  }

  return {
    record(rejection) {
      if (!mayRecord(rejection.sourceId)) {
        leftOut++;
        return;
      }
      const row = toRow(rejection);
      const bytes = row.payload?.length ?? 0;
      if (pendingBytes + bytes > pendingBytesMax) {
        leftOut++;
        return;
      }
      pendingBytes += bytes;
      void writer.write(row).catch(onError).finally(() => (pendingBytes -= bytes));
    },
    leftOut: () => leftOut,
    settled: () => writer.settled(),
  };
}

function toRow({ organizationId, sourceId, reason, message, path, problems, type, payload, event }: Rejection): RejectionRow {
  return {
    id: newId("rejection"),
    organization_id: organizationId,
    source_id: sourceId,
    reason,
    message: storableText(message.slice(0, 1_000)),
    path: path === undefined ? null : storableText(path.slice(0, 500)),
    type: typeof type === "string" ? storableText(type.slice(0, 200)) : null,
    problems: problems && problems.length > 1 ? JSON.stringify(problems) : null,
    // What was a whole event is kept whole: it can be accepted later.
    payload: event ? event.payloadJson : payloadText(payload),
    key: event?.idempotencyKey ?? null,
    occurred_ms: event?.occurredAtMs ?? null,
    traceparent: event?.traceparent ?? null,
  };
}

/** What can be kept of the payload: null where Postgres could not store it or it is long. */
function payloadText(payload: unknown): string | null {
  if (payload === undefined || findJsonFault(payload, true)) return null;
  const text = JSON.stringify(payload);
  return Buffer.byteLength(text) <= payloadBytesMax ? text : null;
}
