import type { Database } from "@/lib/db";
import { firstIdAt, newId } from "@/lib/ids";
import { createPipeline, type TestPipeline } from "@/lib/ingest/testing/tenant";

export type History = TestPipeline & { sourceId: string };

/** A tenant's default source and an active pipeline that takes everything from it. */
export async function createHistory(organizationId: string, db: Database): Promise<History> {
  const source = await db.prisma.source.findFirstOrThrow({ where: { organizationId } });
  return { ...(await createPipeline(organizationId, [{ source: source.id }], db)), sourceId: source.id };
}

export async function storeEvent(organizationId: string, sourceId: string, db: Database, more: { type?: string; payload?: object; receivedAt?: Date } = {}): Promise<string> {
  const receivedAt = more.receivedAt ?? new Date();
  const fresh = newId("event");
  // Ids never go back in time on their own.
  const id = more.receivedAt ? firstIdAt("event", receivedAt.getTime()) + fresh.slice(-16) : fresh;
  await db.pool.query("insert into events (id, organization_id, source_id, type, payload, occurred_at, received_at) values ($1, $2, $3, $4, $5, $6, $6)", [
    id, organizationId, sourceId, more.type ?? "ticket.created", more.payload ?? {}, receivedAt,
  ]);
  return id;
}

export async function storeRun(organizationId: string, { pipelineId, versionId }: TestPipeline, eventId: string, status: string, db: Database): Promise<string> {
  const id = newId("run");
  await db.pool.query("insert into runs (id, organization_id, event_id, pipeline_id, pipeline_version_id, status) values ($1, $2, $3, $4, $5, $6)", [id, organizationId, eventId, pipelineId, versionId, status]);
  return id;
}

export type StoredDelivery = { status: string; runId?: string; eventId?: string; pipelineId?: string; kind?: string; connectionId?: string; possiblySent?: boolean; message?: object | null };

export async function storeDelivery(organizationId: string, delivery: StoredDelivery, db: Database): Promise<string> {
  const id = newId("delivery");
  await db.pool.query(
    `insert into deliveries (id, organization_id, run_id, event_id, pipeline_id, destination_id, kind, connection_id, target, status, possibly_sent, message)
     values ($1, $2, $3, $4, $5, 'on-call', $6, $7, '{}', $8, $9, $10)`,
    [
      id, organizationId, delivery.runId ?? newId("run"), delivery.eventId ?? newId("event"), delivery.pipelineId ?? "pl_1", delivery.kind ?? "webhook",
      delivery.connectionId ?? "con_1", delivery.status, delivery.possiblySent ?? false, delivery.message === undefined ? { body: {} } : delivery.message,
    ],
  );
  return id;
}
