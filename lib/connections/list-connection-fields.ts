import { z } from "zod";
import { listFields } from "@/lib/destinations/accounts";
import type { DeliveryPorts } from "@/lib/destinations/contract";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { invalidRequest } from "@/lib/http/invalid-request";
import { noConnection } from "./get-connection";
import { isModelKind } from "./model-kinds";
import { unsealConnection } from "./open-connection";
import { findSealedConnection } from "./store";

export const connectionFieldsSchema = z.object({
  data: z.array(
    z.object({
      name: z.string(),
      /** As the vendor writes it: `timestamp with time zone`, `multi_select`. */
      type: z.string(),
      /** Nothing can be sent without a value for it. */
      is_required: z.boolean(),
      is_unique: z.boolean(),
      is_nullable: z.boolean(),
      /** False where the vendor fills it itself, or does not let this connection. */
      is_writable: z.boolean(),
      default: z.string().nullable(),
    }),
  ),
});
export type ConnectionFields = z.infer<typeof connectionFieldsSchema>;

/** What a target has to be filled in: a table's columns, a database's properties; as they are now. */
export async function listConnectionFields(db: Database, organizationId: string, idOrSlug: string, targetText: string, ports: DeliveryPorts): Promise<ConnectionFields> {
  const target = parseTarget(targetText);
  const sealed = await findSealedConnection(organizationId, db, idOrSlug);
  if (!sealed) throw noConnection();
  if (isModelKind(sealed.kind)) return { data: [] };
  const { config } = await unsealConnection(db, organizationId, sealed);
  const list = await listFields(sealed.kind, config, target, ports);
  if (!list.ok && list.retryAfterMs !== undefined) throw new UserError("rate_limited", `${sealed.slug}: ${list.detail}`, undefined, list.retryAfterMs);
  if (!list.ok && list.code === "invalid_target") throw invalidRequest([{ path: "target", message: list.detail }]);
  if (!list.ok) throw new UserError("connection_broken", `${sealed.slug}: ${list.detail} (${list.code})`);
  return {
    data: list.fields.map(({ name, type, isRequired, isUnique, isNullable, isWritable, default: value }) => ({
      name, type, is_required: isRequired, is_unique: isUnique, is_nullable: isNullable, is_writable: isWritable, default: value,
    })),
  };
}

function parseTarget(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidRequest([{ path: "target", message: 'expected the target as JSON, such as {"table":"public.events"}' }]);
  }
}
