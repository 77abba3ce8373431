import type { DeliveryPorts } from "@/lib/destinations/contract";
import type { Caller } from "@/lib/audit/store";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
import { createConnection } from "@/lib/connections/create-connection";
import { listConnections } from "@/lib/connections/list-connections";
import { updateConnection } from "@/lib/connections/update-connection";
import type { Database } from "@/lib/db";
import type { Json } from "@/lib/durable/contract";
import { UserError } from "@/lib/errors";
import type { JsonObject } from "@/lib/pipeline/context";
import type { Installer } from "./states";

/** What a sign-in gave. */
export type SignedInAccount = {
  kind: string;
  /** What the vendor calls it. */
  name: string;
  /** With the token; null takes a field out of a connection that is mended. */
  config: JsonObject;
  /** Public fields that tell the account from others: one that is connected already is mended. */
  identity: { [field: string]: Json | undefined };
  /** The one of them that a connection keeps for good: its pipelines name places in it. */
  workspace: string;
};

/** A new connection, or the old one with a new token and its own id. `code` says in a word why nothing was stored. */
export async function keepAccount(db: Database, installer: Installer, mendedId: string | null, account: SignedInAccount, ports: DeliveryPorts): Promise<{ ok: true; connectionId: string } | { ok: false; code: string }> {
  const { kind, name, config, identity, workspace } = account;
  const caller: Caller = { organizationId: installer.organizationId, actor: `user:${installer.userId}` };
  const known = await connectionsOf(db, installer.organizationId, kind);
  const id = mendedId ?? known.find((each) => Object.entries(identity).every(([field, value]) => each.config[field] === value))?.id;
  try {
    if (id === undefined) {
      const given = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
      return { ok: true, connectionId: (await createConnection(db, caller, { kind, name, config: given, sandbox: false, verify: true }, ports)).id };
    }
    const before = known.find((each) => each.id === id)?.config[workspace];
    if (typeof before === "string" && before !== identity[workspace]) return { ok: false, code: "other_workspace" };
    return { ok: true, connectionId: (await updateConnection(db, caller, id, { config, verify: true }, ports)).id };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, code: error.code };
    throw error;
  }
}

async function connectionsOf(db: Database, organizationId: string, kind: string): Promise<ConnectionResource[]> {
  const found: ConnectionResource[] = [];
  let cursor: string | undefined;
  do {
    const page = await listConnections(db, organizationId, { kind, limit: 200, cursor });
    found.push(...page.data);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return found;
}
