import { listConnections } from "@/lib/connections/list-connections";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
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
