import type pg from "pg";
import { inTransaction } from "@/lib/adapters/postgres/in-transaction";
import { digestEventsMax, type DigestEvent } from "@/lib/destinations/contract";
import { noiseConfig } from "@/lib/destinations/noise-fields";
import { renderDigest } from "@/lib/destinations/render-digest";
import type { Json } from "@/lib/durable/contract";
import { announceChange } from "@/lib/live/announce-change";
import { beginAttempts, type AttemptKey, type BegunAttempt, type StartedAttempt } from "./begin-attempt";
import { followCarrier } from "./follow-carrier";

/**
 * Begins an attempt of a delivery that carries others: its digest is closed for good, whatever waits to join it starts
 * the next one, and the message is made of those it has. One alone is sent as it is.
 */
export function createBeginDigest(pool: pg.Pool, publicUrl: string): (key: AttemptKey) => Promise<BegunAttempt> {
  return async (key) => {
    const begun = await inTransaction(pool, (client) => begin(client, key, publicUrl));
    if (begun.kind === "held") announceChange(key.organizationId, "deliveries");
    return begun;
  };
}

async function begin(client: pg.PoolClient, key: AttemptKey, publicUrl: string): Promise<BegunAttempt> {
  // A statement of its own: it waits for those that are joining, and only the next one sees them.
  await client.query(closeSql, [key.organizationId, key.deliveryId, key.sequence]);
  const [begun] = await beginAttempts(client, [key]);
  if (begun?.kind === "held") await followCarrier(client, key);
  if (begun?.kind !== "started") return begun ?? { kind: "settled" };
  const { rows } = await client.query<MemberRow>(membersSql, [key.organizationId, key.deliveryId, digestEventsMax]);
  return { kind: "started", attempt: { ...begun.attempt, message: compose(begun.attempt, key.deliveryId, rows, publicUrl) } };
}

type MemberRow = { event_id: string; message: Json; count: number; names: string[]; since: Date };

function compose(attempt: StartedAttempt, carrierId: string, members: MemberRow[], publicUrl: string): Json {
  const [first] = members;
  if (!first || first.count === 1) return attempt.message;
  const events = members.map(({ event_id: eventId, message }): DigestEvent => ({ message, url: `${publicUrl}/events/${eventId}` }));
  return renderDigest(attempt.kind, {
    count: first.count,
    sinceMs: first.since.getTime(),
    timeZone: noiseConfig.safeParse(attempt.config).data?.quiet?.timeZone ?? "UTC",
    names: first.names,
    events,
    listUrl: `${publicUrl}/deliveries?tab=all&digest=${carrierId}`,
  });
}

const closeSql = `
UPDATE digests SET closed_at = now()
WHERE organization_id = $1 AND carrier_id = $2 AND closed_at IS NULL
  AND EXISTS (SELECT 1 FROM deliveries d WHERE d.id = $2 AND d.organization_id = $1 AND d.sequence = $3 AND d.status IN ('pending', 'retrying'))`;

/** By event: as they would have stood in the chat. */
const membersSql = `
SELECT d.event_id, d.message, count(*) OVER ()::int AS count, coalesce(g.names, '{}') AS names, coalesce(g.opened_at, d.created_at) AS since
FROM deliveries d LEFT JOIN digests g ON g.carrier_id = d.carried_by
WHERE d.organization_id = $1 AND d.carried_by = $2 AND d.status IN ('pending', 'retrying')
ORDER BY d.event_id, d.id LIMIT $3`;
