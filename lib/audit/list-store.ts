import type { Database } from "@/lib/db";

export type AuditRow = {
  id: string;
  actor: string;
  actor_name: string | null;
  action: string;
  subject: string;
  subject_name: string | null;
  detail: Record<string, never>;
  created_at: Date;
};

/** Newest first, one more than `limit` if there is one. */
export async function auditRows(organizationId: string, { pool }: Pick<Database, "pool">, page: { cursor?: string | undefined; limit: number }): Promise<AuditRow[]> {
  const { rows } = await pool.query<AuditRow>({ name: "list-audit", text: listSql, values: [organizationId, page.cursor ?? null, page.limit + 1] });
  return rows;
}

// Names are looked up for the page's rows only, each by primary key. An address belongs to no organization: only that of a
// user who acted in this one is read.
const listSql = `
SELECT a.id, a.actor, a.action, a.subject, a.detail, a.created_at,
  CASE split_part(a.actor, ':', 1)
    WHEN 'user' THEN (SELECT email FROM users WHERE id = split_part(a.actor, ':', 2))
    WHEN 'key' THEN (SELECT name FROM api_keys WHERE id = split_part(a.actor, ':', 2) AND organization_id = $1)
  END AS actor_name,
  CASE split_part(a.subject, '_', 1)
    WHEN 'pl' THEN (SELECT name FROM pipelines WHERE id = a.subject AND organization_id = $1)
    WHEN 'con' THEN (SELECT name FROM connections WHERE id = a.subject AND organization_id = $1)
    WHEN 'src' THEN (SELECT name FROM sources WHERE id = a.subject AND organization_id = $1)
    WHEN 'key' THEN (SELECT name FROM api_keys WHERE id = a.subject AND organization_id = $1)
    WHEN 'agt' THEN (SELECT name FROM agents WHERE id = a.subject AND organization_id = $1)
    WHEN 'sch' THEN (SELECT event_type FROM event_schemas WHERE id = a.subject AND organization_id = $1)
    WHEN 'usr' THEN (SELECT u.email FROM users u JOIN memberships m ON m.user_id = u.id AND m.organization_id = $1 WHERE u.id = a.subject)
  END AS subject_name
FROM (
  SELECT * FROM audit_entries WHERE organization_id = $1 AND ($2::text IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
) a
ORDER BY a.id DESC`;
