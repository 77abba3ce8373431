import { z } from "zod";
import { insertAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { liveGate } from "@/lib/ingest/live-gate";
import { idempotencyKeyLengthMax, isObject, isRefusal, type EventRefusal, type IncomingEvent } from "@/lib/ingest/parse-event";
import { announceChange } from "@/lib/live/announce-change";
import { keyFromPayload, keyPaths } from "@/lib/schemas/idempotency";
import { schemaVersions } from "@/lib/schemas/store";
import { keptEvent, markRejectionAccepted, refusedBySchema, type KeptEvent } from "./rejection-store";

export const acceptedRejectionSchema = z.object({ event_id: z.string(), duplicate: z.boolean() });
type AcceptedRejection = z.infer<typeof acceptedRejectionSchema>;

/**
 * Makes an event of what a schema refused: `anyway` whatever the schema says, else judged again by what is declared now.
 * Asked twice it answers the same event. Throws `not_found`, `invalid_request`, and what refuses it again.
 */
export async function acceptRejection(caller: Caller, id: string, { anyway }: { anyway: boolean }, db: Database): Promise<AcceptedRejection> {
  const { organizationId } = caller;
  const kept = await keptEvent(organizationId, db, id);
  if (!kept) throw new UserError("not_found", "There is no such rejection");
  if (kept.event_id !== null) return { event_id: kept.event_id, duplicate: true };
  const event = await toEvent(organizationId, kept, db);
  if (!event) throw new UserError("invalid_request", "Only an event that a schema refused, and that was kept whole, can be accepted later: ask its sender to send this one again");
  const verdict = await accept(caller, kept, event, anyway, db);
  if (isRefusal(verdict)) throw new UserError(verdict.code, verdict.message, verdict.problems, verdict.retryAfterMs);
  await insertAuditEntry(db.pool, caller, { action: "rejection.accepted", subject: id, detail: { event: verdict.event_id, anyway } });
  announceChange(organizationId, "rejections");
  return verdict;
}

export const retriedRejectionsSchema = z.object({ accepted: z.number(), refused: z.number(), has_more: z.boolean() });

const retriedMax = 1_000;
const batchMax = 100;

/** Judges again what the type's schema refused, oldest first, at most 1,000 of them. */
export async function retryRejections(caller: Caller, type: string, db: Database): Promise<z.infer<typeof retriedRejectionsSchema>> {
  const counts = { accepted: 0, refused: 0 };
  let lastId = "";
  while (counts.accepted + counts.refused < retriedMax) {
    const batch = await refusedBySchema(caller.organizationId, db, type, lastId, batchMax);
    for (const kept of batch) {
      const event = await toEvent(caller.organizationId, kept, db);
      const verdict = event && (await accept(caller, kept, event, false, db));
      if (verdict && !isRefusal(verdict)) counts.accepted += 1;
      else counts.refused += 1;
      lastId = kept.id;
    }
    if (batch.length < batchMax) break;
  }
  if (counts.accepted > 0) {
    await insertAuditEntry(db.pool, caller, { action: "rejections.retried", subject: type, detail: counts });
    announceChange(caller.organizationId, "rejections");
  }
  const more = await refusedBySchema(caller.organizationId, db, type, lastId, 1);
  return { ...counts, has_more: more.length > 0 };
}

async function accept({ organizationId }: Caller, kept: KeptEvent, event: IncomingEvent, isForced: boolean, db: Database): Promise<AcceptedRejection | EventRefusal> {
  const verdict = await liveGate().acceptor.accept({ organizationId, sourceId: kept.source_id, events: [event], isForced });
  if (verdict.kind === "paused") return { code: "source_paused", message: "Its source is paused: resume it first" };
  const [judged] = verdict.kind === "judged" ? verdict.events : [];
  if (!judged) return { code: "invalid_request", message: "Its source was deleted" };
  if (isRefusal(judged)) return judged;
  await markRejectionAccepted(organizationId, db, kept.id, judged.id);
  return { event_id: judged.id, duplicate: judged.duplicate };
}

/** With a key in any case, so that a crash before the mark makes no second event: its own, the declared fields', or the rejection's id. */
async function toEvent(organizationId: string, { id, type, reason, payload, idempotency_key, occurred_at, created_at, traceparent }: KeptEvent, db: Database): Promise<IncomingEvent | null> {
  if (reason !== "schema_violation" || type === null || !isObject(payload)) return null;
  const [declared] = await schemaVersions(organizationId, type, db, 1);
  const declaredKey = declared?.idempotency ? keyFromPayload(keyPaths(declared.idempotency.key), payload) : null;
  return {
    type, payload, payloadJson: JSON.stringify(payload), traceparent,
    idempotencyKey: idempotency_key ?? declaredKey?.slice(0, idempotencyKeyLengthMax) ?? `rejection-${id}`,
    occurredAtMs: (occurred_at ?? created_at).getTime(),
  };
}
