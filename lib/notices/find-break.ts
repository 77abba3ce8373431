import { listBlocked } from "@/lib/connections/blocked-store";
import { findConnectionRow } from "@/lib/connections/store";
import type { Database } from "@/lib/db";
import { deliveryPace } from "@/lib/deliveries/delivery-pace";
import { pausedCode } from "@/lib/deliveries/paused-code";
import type { Gate } from "@/lib/deliveries/send-gate";
import { describeTarget } from "@/lib/destinations/describe-target";
import { z } from "zod";
import type { JsonObject } from "@/lib/pipeline/context";
import type { NoticeChannel } from "./notice-resource";
import type { NoticeProblem } from "./settings-store";

type Place = { kind: string; connection: string; target: JsonObject };
type Failed = { kind: string; connection_id: string; target: JsonObject };

const blockedMax = 1000;

/** Whether a notice may go through the chosen connection and target: how, or what is broken about them. */
export async function findBreak(
  db: Database,
  organizationId: string,
  { connection, target }: Extract<NoticeChannel, { via: "connection" }>,
  failed: Failed | null,
): Promise<{ kind: string; gates: Gate[] } | { problem: NoticeProblem }> {
  const row = await findConnectionRow(organizationId, db.prisma, connection);
  if (!row) return broken("connection_missing", "the connection was deleted");
  if (row.status === "attention") return broken(row.attentionCode ?? "attention", row.attentionDetail ?? "the connection needs attention");
  const place = { kind: row.kind, connection: row.id, target };
  if (failed && isSame(place, { kind: failed.kind, connection: failed.connection_id, target: failed.target })) {
    return broken("same_destination", "it is the very destination whose messages fail");
  }
  const blocked = (await listBlocked(organizationId, db, blockedMax)).find((each) => {
    const held = z.record(z.string(), z.json()).safeParse(each.target);
    return each.code !== pausedCode && each.kind !== null && each.connectionId !== null && held.success && isSame(place, { kind: each.kind, connection: each.connectionId, target: held.data });
  });
  if (blocked) return broken(blocked.code, blocked.detail);
  return { kind: row.kind, gates: deliveryPace(place)?.gates ?? [] };
}

/** A lane is one target of one connection; a kind without lanes tells its targets apart by how they are written. */
function isSame(a: Place, b: Place): boolean {
  return a.connection === b.connection && keyOf(a) === keyOf(b);
}

function keyOf(place: Place): string {
  return deliveryPace(place)?.lane?.key ?? describeTarget(place.kind, place.target);
}

function broken(code: string, detail: string): { problem: NoticeProblem } {
  return { problem: { code, detail } };
}
