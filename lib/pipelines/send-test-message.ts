import type { Ports } from "@/lib/ports/ports";
import type { DeliveryPorts } from "@/lib/destinations/contract";
import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import { unsealConnection } from "@/lib/connections/open-connection";
import { findSealedConnection } from "@/lib/connections/store";
import type { Database } from "@/lib/db";
import { deliveryPace } from "@/lib/deliveries/delivery-pace";
import { reserveSend } from "@/lib/deliveries/send-gate";
import { resolveTarget } from "@/lib/destinations/accounts";
import type { DeliveryOutcome } from "@/lib/destinations/contract";
import { deliver } from "@/lib/destinations/deliverers";
import type { Json } from "@/lib/durable/contract";
import { UserError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { isObject } from "@/lib/pipeline/apply-patch";
import type { PipelineDestination } from "@/lib/pipeline/definition";
import type { TestSend } from "./test-resource";

export type TestMessage = { pipelineId: string; destination: PipelineDestination; message: Json };

/** How long a person waits for a place between the messages of the same channel. */
const paceWaitMaxMs = 10_000;

/**
 * One attempt, in the pace of its channel and of its account, under an id that tells it is a test. It is in the audit log
 * before it is sent and belongs to no delivery: it is neither tried again nor counted.
 */
export async function sendTestMessage(db: Database, caller: Caller, { pipelineId, destination, message }: TestMessage, ports: DeliveryPorts & Pick<Ports, "clock">): Promise<TestSend> {
  const { organizationId } = caller;
  const { id, kind, config } = destination;
  const sealed = await findSealedConnection(organizationId, db, destination.connection);
  if (sealed?.kind !== kind) throw new UserError("not_found", "There is no such connection");
  const connection = await unsealConnection(db, organizationId, sealed);
  const messageId = newId("testMessage");
  const resolved = await resolveTarget(kind, connection.config, destination.target, ports);
  if (!resolved.ok) return { ...unsent(id, messageId), code: resolved.code, detail: resolved.detail };
  const target = isObject(resolved.target) ? resolved.target : destination.target;

  await writeAuditEntry(db.prisma, caller, { action: "pipeline.test_requested", subject: pipelineId, detail: { destination: id, connection: connection.id, message: messageId } });
  // Nothing slow between the turn and the message: it would come too close to the one behind it.
  const pace = deliveryPace({ kind, connection: connection.id, target });
  const turn = await reserveSend(db.pool, pace?.gates ?? [], paceWaitMaxMs);
  if ("retryMs" in turn) throw new UserError("rate_limited", "Messages to this channel are queued up; try again when it is quieter", undefined, turn.retryMs);
  if (turn.waitMs > 0) await new Promise((resolve) => setTimeout(resolve, turn.waitMs));
  const { outcome, trace } = await deliver(kind, { message, connection: connection.config, target, config, deliveryId: messageId, nowMs: ports.clock.now() }, ports);
  const answered = { ...unsent(id, messageId), ...trace, status: statusOf(outcome) };
  return outcome.status === "delivered" ? { ...answered, receipt: outcome.receipt } : { ...answered, code: outcome.code, detail: outcome.detail };
}

/** A test is not tried again: what a delivery would retry is over here. */
function statusOf(outcome: DeliveryOutcome): string {
  if (outcome.status !== "retry") return outcome.status;
  return outcome.ambiguous ? "unknown" : "failed";
}

function unsent(destinationId: string, messageId: string): TestSend {
  return { destination_id: destinationId, status: "rejected", code: null, detail: null, message_id: messageId, receipt: null, request: null, response: null };
}
