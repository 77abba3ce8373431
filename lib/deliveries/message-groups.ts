import type pg from "pg";
import type { Json } from "@/lib/durable/contract";
import { jsonbText } from "@/lib/adapters/postgres/jsonb-text";
import type { EarlierMessage } from "@/lib/destinations/contract";
import { noiseConfig, type Group } from "@/lib/destinations/noise-fields";
import { parseDuration } from "@/lib/pipeline/durations";
import type { StartedAttempt } from "./begin-attempt";

/** The message that a delivery's group began with, where it is to answer it or take its place. */
export async function findEarlier(pool: pg.Pool, organizationId: string, attempt: StartedAttempt): Promise<EarlierMessage | null> {
  const group = groupOf(attempt);
  if (attempt.groupKey === null || group === null) return null;
  const { rows } = await pool.query<{ receipt: Json }>(
    `SELECT receipt FROM message_groups
     WHERE organization_id = $1 AND pipeline_id = $2 AND destination_id = $3 AND key = $4 AND connection_id = $5 AND target = $6::jsonb AND expires_at > now()`,
    [organizationId, attempt.pipelineId, attempt.destinationId, attempt.groupKey, attempt.connectionId, jsonbText(attempt.target)],
  );
  const [found] = rows;
  return found ? { mode: group.mode, receipt: found.receipt } : null;
}

/**
 * Remembers what was sent as the beginning of its group, unless there is one; the window counts from there. A message that
 * could not take another's place begins anew. Written before the attempt is recorded: done twice, it is the same.
 */
export async function rememberGroup(pool: pg.Pool, organizationId: string, attempt: StartedAttempt, receipt: Json): Promise<void> {
  const group = groupOf(attempt);
  if (attempt.groupKey === null || group === null) return;
  await pool.query(
    `INSERT INTO message_groups AS g (organization_id, pipeline_id, destination_id, key, connection_id, target, receipt, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, now() + $8 * interval '1 millisecond')
     ON CONFLICT (pipeline_id, destination_id, key) DO UPDATE
       SET connection_id = excluded.connection_id, target = excluded.target, receipt = excluded.receipt, expires_at = excluded.expires_at
       WHERE g.expires_at <= now() OR g.connection_id <> excluded.connection_id OR g.target <> excluded.target OR $9`,
    [organizationId, attempt.pipelineId, attempt.destinationId, attempt.groupKey, attempt.connectionId, jsonbText(attempt.target), jsonbText(receipt), parseDuration(group.window), isAnew(receipt)],
  );
}

type MessageGroup = Group & { mode: EarlierMessage["mode"] };

function groupOf({ config }: StartedAttempt): MessageGroup | null {
  const group = noiseConfig.safeParse(config).data?.group;
  return group === undefined || group.mode === "digest" ? null : { ...group, mode: group.mode };
}

/** A destination says so where the earlier message was gone. */
function isAnew(receipt: Json): boolean {
  return typeof receipt === "object" && receipt !== null && !Array.isArray(receipt) && receipt["began"] === true;
}
