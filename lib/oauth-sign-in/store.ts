import type { Database } from "@/lib/db";

export type SignInState = {
  provider: "slack" | "sandbox" | "notion";
  /** The connection to mend; null for a new one. */
  connectionId: string | null;
  returnTo: string;
};

export async function insertState(organizationId: string, db: Database, row: SignInState & { stateHash: string; userId: string; expiresAt: Date }): Promise<void> {
  await db.prisma.oAuthState.create({ data: { organizationId, ...row } });
}

/** Gone with this call, for whoever began it and for nobody else: another's stays, so that a stranger can't spoil it. */
export async function takeState(
  organizationId: string,
  db: Database,
  userId: string,
  providers: readonly SignInState["provider"][],
  stateHash: string,
): Promise<(SignInState & { expiresAt: Date }) | null> {
  const { rows } = await db.pool.query<SignInState & { expiresAt: Date }>(
    `DELETE FROM oauth_states WHERE state_hash = $3 AND organization_id = $1 AND user_id = $2 AND provider = ANY($4)
     RETURNING provider, connection_id AS "connectionId", return_to AS "returnTo", expires_at AS "expiresAt"`,
    [organizationId, userId, stateHash, providers],
  );
  return rows[0] ?? null;
}
