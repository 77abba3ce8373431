import { listConnections } from "@/lib/connections/list-connections";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
import { slugsStartingWith } from "@/lib/connections/store";
import type { Database } from "@/lib/db";
import type { Json } from "@/lib/durable/contract";

/** The connection that already posts as this bot: Slack hands out one token for both, so a second would only confuse. */
export async function connectionOfWorkspace(
  db: Database,
  organizationId: string,
  { teamId, botUserId, apiUrl }: { teamId: string; botUserId: string; apiUrl: Json | undefined },
): Promise<string | null> {
  const origin = typeof apiUrl === "string" ? new URL(apiUrl).origin : undefined;
  const same = (await slackConnections(db, organizationId)).find(
    ({ config }) => config.teamId === teamId && config.botUserId === botUserId && config.apiBaseUrl === origin,
  );
  return same?.id ?? null;
}

/** The id of the workspace a connection was made for, if it is known. */
export async function workspaceOf(db: Database, organizationId: string, connectionId: string): Promise<string | null> {
  const teamId = (await slackConnections(db, organizationId)).find(({ id }) => id === connectionId)?.config.teamId;
  return typeof teamId === "string" ? teamId : null;
}

/** `acme`, `acme-2`, …: the workspace's name as a slug that nothing has yet. */
export async function freeSlug(db: Database, organizationId: string, name: string): Promise<string> {
  const base = name.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 50) || "slack";
  const taken = new Set(await slugsStartingWith(organizationId, db, base));
  let slug = base;
  for (let n = 2; taken.has(slug); n++) slug = `${base}-${n}`;
  return slug;
}

async function slackConnections(db: Database, organizationId: string): Promise<ConnectionResource[]> {
  const found: ConnectionResource[] = [];
  let cursor: string | undefined;
  do {
    const page = await listConnections(db, organizationId, { kind: "slack", limit: 200, cursor });
    found.push(...page.data);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return found;
}
