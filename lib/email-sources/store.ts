import type { Pool } from "pg";

export type EmailSource = { id: string; organizationId: string; settings: unknown };

/** By hash alone: the mailbox is what tells the organization. */
export async function findEmailSource(pool: Pool, mailboxHash: string): Promise<EmailSource | null> {
  const { rows } = await pool.query<EmailSource>({
    name: "find_email_source",
    text: `SELECT id, organization_id AS "organizationId", settings FROM sources WHERE token_hash = $1 AND kind = 'email'`,
    values: [mailboxHash],
  });
  return rows[0] ?? null;
}
