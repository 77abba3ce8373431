import type { Database } from "@/lib/db";
import { env } from "@/lib/env";
import { UserError } from "@/lib/errors";
import { findEvent } from "@/lib/events/store";
import { newId } from "@/lib/ids";
import { isRefusal, parseEvent } from "@/lib/ingest/parse-event";
import type { EventView } from "@/lib/pipeline/context";
import { findSource } from "@/lib/sources/store";
import type { TestRequest } from "./test-resource";

export type TestEvent = { view: EventView; source: { id: string; slug: string } | null };

/**
 * The event of a test run: a stored one as a run would see it, or one made up, judged as the gate would judge it. One that
 * is made up has no page of its own, so its link leads to the pipeline. Throws `not_found` and the gate's own errors.
 */
export async function readTestEvent(db: Database, organizationId: string, pipelineId: string, event: TestRequest["event"], nowMs: number): Promise<TestEvent> {
  const { publicUrl } = env();
  if ("event_id" in event) {
    const row = await findEvent(organizationId, db, event.event_id);
    if (!row) throw new UserError("not_found", "There is no such event");
    const { id, type, payload, received_at, occurred_at, source_id, source_slug, idempotency_key } = row;
    return {
      view: {
        id,
        type,
        payload,
        received_at: received_at.toISOString(),
        occurred_at: occurred_at.toISOString(),
        meta: { source: source_slug ?? "", url: `${publicUrl}/events/${id}`, idempotency_key },
      },
      source: { id: source_id, slug: source_slug ?? "" },
    };
  }
  const parsed = parseEvent({ type: event.type, payload: event.payload }, "event", { mayHoldEscapes: true, nowMs, traceparent: null });
  if (isRefusal(parsed)) throw new UserError(parsed.code, parsed.message, parsed.path === undefined ? undefined : [{ path: parsed.path, message: parsed.message }]);
  const source = await findSource(organizationId, event.source ?? "default", db);
  if (!source && event.source !== undefined) throw new UserError("not_found", "There is no such source");
  const now = new Date(nowMs).toISOString();
  return {
    view: {
      id: newId("event", nowMs),
      type: event.type,
      payload: event.payload,
      received_at: now,
      occurred_at: now,
      meta: { source: source?.slug ?? "default", url: `${publicUrl}/pipelines/${pipelineId}`, idempotency_key: null },
    },
    source: source && { id: source.id, slug: source.slug },
  };
}
