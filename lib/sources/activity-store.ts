import type { Database } from "@/lib/db";

export type SourceActivity = { keys: number; lastEventAt: Date | null; events: number; rateLimited: number };

/** Of sources of one page; each number is read from an index and counts no further than is shown. */
export async function activityOfSources(organizationId: string, { pool }: Database, sourceIds: string[], first: { eventId: string; rejectionId: string }): Promise<Map<string, SourceActivity>> {
  const { rows } = await pool.query<SourceActivity & { id: string }>(
    `SELECT s.id, newest.at AS "lastEventAt", day.count AS events, usable.count AS keys, limited.count AS "rateLimited"
     FROM unnest($2::text[]) AS s(id)
     LEFT JOIN LATERAL (
       SELECT e.received_at AS at FROM events e WHERE e.organization_id = $1 AND e.source_id = s.id ORDER BY e.id DESC LIMIT 1
     ) newest ON true
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS count FROM (
         SELECT 1 FROM events e WHERE e.organization_id = $1 AND e.source_id = s.id AND e.id >= $3 LIMIT 10001
       ) few
     ) day
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS count FROM (
         SELECT 1 FROM rejections r WHERE r.source_id = s.id AND r.organization_id = $1 AND r.reason = 'rate_limited' AND r.id >= $4 LIMIT 10001
       ) few
     ) limited
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS count FROM api_keys k
       WHERE k.organization_id = $1 AND k.source_id = s.id AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
     ) usable`,
    [organizationId, sourceIds, first.eventId, first.rejectionId],
  );
  return new Map(rows.map(({ id, ...activity }) => [id, activity]));
}
