import type { Ports } from "@/lib/ports/ports";
import type { DeliveryPorts } from "@/lib/destinations/contract";
import { z } from "zod";
import type { Database } from "@/lib/db";
import { resolveTarget, sendTest } from "@/lib/destinations/accounts";
import { destinationDefinition } from "@/lib/destinations/catalog";
import type { Json } from "@/lib/durable/contract";
import { env } from "@/lib/env";
import { UserError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { RunContext } from "@/lib/pipeline/context";
import { noConnection } from "./get-connection";
import { unsealConnection } from "./open-connection";
import { findSealedConnection } from "./store";

export const testMessageSchema = z.strictObject({
  /** As a pipeline's destination has it: `{ "channel": "#alerts" }`. */
  target: z.record(z.string(), z.json()).default({}),
});

export const testMessageResultSchema = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    /** With what was typed as a name resolved to an id. */
    target: z.json(),
    /** The message at the vendor, if it has an address there. */
    url: z.string().nullable(),
  }),
  z.object({ ok: z.literal(false), code: z.string(), detail: z.string() }),
]);
export type TestMessageResult = z.infer<typeof testMessageResultSchema>;

/** Sends the kind's default message about a made-up event, past every queue; nothing of it is kept. */
export async function sendTestMessage(
  db: Database,
  organizationId: string,
  idOrSlug: string,
  input: z.infer<typeof testMessageSchema>,
  ports: DeliveryPorts & Pick<Ports, "clock">,
): Promise<TestMessageResult> {
  const sealed = await findSealedConnection(organizationId, db, idOrSlug);
  if (!sealed) throw noConnection();
  const { kind, config, slug } = await unsealConnection(db, organizationId, sealed);
  if (!destinationDefinition(kind)) throw new UserError("invalid_request", `${slug} is a connection to a model: no message can be sent to it`);
  const resolved = await resolveTarget(kind, config, input.target, ports);
  if (!resolved.ok) return { ok: false, code: resolved.code, detail: resolved.detail };
  const nowMs = ports.clock.now();
  const { outcome } = await sendTest(kind, config, resolved.target, ports, { context: sampleContext(slug, nowMs), deliveryId: newId("delivery"), nowMs });
  if (outcome.status !== "delivered") return { ok: false, code: outcome.code, detail: outcome.detail };
  return { ok: true, target: resolved.target, url: permalinkOf(outcome.receipt) };
}

function sampleContext(slug: string, nowMs: number): RunContext {
  const now = new Date(nowMs).toISOString();
  const { publicUrl } = env();
  return {
    event: {
      id: newId("event", nowMs),
      type: "ingestlayer.test",
      received_at: now,
      occurred_at: now,
      payload: { message: "It works: events can arrive here.", connection: slug, sent_at: now },
      meta: { source: "dashboard", url: `${publicUrl}/destinations/${slug}`, idempotency_key: null },
    },
    values: {},
    redactions: [],
  };
}

function permalinkOf(receipt: Json): string | null {
  const parsed = z.looseObject({ permalink: z.url() }).safeParse(receipt);
  return parsed.success ? parsed.data.permalink : null;
}
