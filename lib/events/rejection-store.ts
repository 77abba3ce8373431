import type { Database } from "@/lib/db";
import type { Json } from "@/lib/durable/contract";
import type { Problem } from "@/lib/errors";

export type RejectionRow = {
  id: string;
  source_id: string;
  type: string | null;
  reason: string;
  message: string;
  path: string | null;
  problems: Problem[] | null;
  event_id: string | null;
  payload: Json;
  created_at: Date;
};

/** Up to one more than `limit`, newest first. */
export async function rejectionRows(
  organizationId: string,
  db: Database,
  filter: { reason?: string | undefined; type?: string | undefined },
  page: { cursor?: string | undefined; limit: number },
): Promise<RejectionRow[]> {
  const { rows } = await db.pool.query<RejectionRow>(
    `select id, source_id, type, reason, message, path, problems, event_id, payload, created_at from rejections
     where organization_id = $1 and ($2::text is null or reason = $2) and ($3::text is null or id < $3) and ($5::text is null or type = $5)
     order by id desc limit $4`,
    [organizationId, filter.reason ?? null, page.cursor ?? null, page.limit + 1, filter.type ?? null],
  );
  return rows;
}

/** A rejection with what the event would have been. */
export type KeptEvent = RejectionRow & { idempotency_key: string | null; occurred_at: Date | null; traceparent: string | null };

export async function keptEvent(organizationId: string, db: Database, id: string): Promise<KeptEvent | null> {
  const { rows } = await db.pool.query<KeptEvent>(
    `select id, source_id, type, reason, message, path, problems, event_id, payload, created_at, idempotency_key, occurred_at, traceparent
     from rejections where organization_id = $1 and id = $2`,
    [organizationId, id],
  );
  return rows[0] ?? null;
}

/** Those of a type that its schema refused and nobody accepted yet, oldest first, after `afterId`. */
export async function refusedBySchema(organizationId: string, db: Database, type: string, afterId: string, limit: number): Promise<KeptEvent[]> {
  const { rows } = await db.pool.query<KeptEvent>(
    `select id, source_id, type, reason, message, path, problems, event_id, payload, created_at, idempotency_key, occurred_at, traceparent
     from rejections where organization_id = $1 and reason = 'schema_violation' and type = $2 and event_id is null and payload is not null and id > $3
     order by id limit $4`,
    [organizationId, type, afterId, limit],
  );
  return rows;
}

export async function markRejectionAccepted(organizationId: string, db: Database, id: string, eventId: string): Promise<void> {
  await db.pool.query("update rejections set event_id = $3 where organization_id = $1 and id = $2", [organizationId, id, eventId]);
}
