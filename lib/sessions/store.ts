import type { Database } from "@/lib/db";
import type { Session } from "./session-token";

export type ViewerRow = {
  userId: string;
  email: string;
  name: string | null;
  organizationId: string;
  organizationName: string;
  role: string;
};

/** By the session alone: it tells the user, and the user's choice the organization. Null unless the revision still counts. */
export async function findViewer({ userId, revision }: Session, { pool }: Database): Promise<ViewerRow | null> {
  const { rows } = await pool.query<ViewerRow>({
    name: "find_viewer",
    text: `SELECT u.id AS "userId", u.email, u.name, o.id AS "organizationId", o.name AS "organizationName", m.role
           FROM users u
           JOIN memberships m ON m.user_id = u.id
           JOIN organizations o ON o.id = m.organization_id
           WHERE u.id = $1 AND u.session_revision = $2
           ORDER BY (o.id = u.active_organization_id) DESC NULLS LAST, m.created_at, o.id
           LIMIT 1`,
    values: [userId, revision],
  });
  return rows[0] ?? null;
}

export type SignInUser = { id: string; passwordHash: string | null; sessionRevision: number; isMember: boolean };

export async function findSignInUser(email: string, { prisma }: Database): Promise<SignInUser | null> {
  const user = await prisma.user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, sessionRevision: true, memberships: { select: { role: true }, take: 1 } },
  });
  if (!user) return null;
  const { memberships, ...rest } = user;
  return { ...rest, isMember: memberships.length > 0 };
}

/** Takes one of `burst` places, of which one comes free every `periodMs`; else tells how long until one does. */
export async function takeSignInPlace(
  key: string,
  { burst, periodMs }: { burst: number; periodMs: number },
  { pool }: Database,
): Promise<{ retryAfterMs: number | null }> {
  const values = [key, periodMs, burst];
  const taken = await pool.query(
    `INSERT INTO sign_in_limits AS l (key, empty_at) VALUES ($1, now() + $2::float8 * interval '1 ms')
     ON CONFLICT (key) DO UPDATE SET empty_at = greatest(l.empty_at, now()) + $2::float8 * interval '1 ms'
     WHERE l.empty_at <= now() + ($3::int - 1) * $2::float8 * interval '1 ms'`,
    values,
  );
  if (taken.rowCount === 1) return { retryAfterMs: null };
  const { rows } = await pool.query<{ ms: number }>(
    `SELECT (extract(epoch FROM empty_at - now()) * 1000)::float8 - ($3::int - 1) * $2::float8 AS ms FROM sign_in_limits WHERE key = $1`,
    values,
  );
  return { retryAfterMs: Math.max(1_000, rows[0]?.ms ?? 1_000) };
}

/** The address is forgiven whole, the network address by the one place it took. */
export async function forgiveSignIn(keys: { address: string; network: string; periodMs: number }, { pool }: Database): Promise<void> {
  await pool.query(
    `WITH forgiven AS (DELETE FROM sign_in_limits WHERE key = $1)
     UPDATE sign_in_limits SET empty_at = empty_at - $3::float8 * interval '1 ms' WHERE key = $2`,
    [keys.address, keys.network, keys.periodMs],
  );
}
