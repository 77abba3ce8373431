import { verifyApiKey } from "@/lib/api-keys/verify-api-key";
import type { Scope } from "@/lib/api-keys/scopes";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";

/** Who asks: a key, or (once there are sessions) a user with a role. */
export type Actor = {
  organizationId: string;
  scopes: readonly Scope[];
  keyId?: string;
  /** The key's own source. */
  sourceId?: string;
  userId?: string;
  role?: "owner" | "editor" | "viewer";
};

/** The one seam through which every management route learns who asks. Throws `unauthenticated`. */
export async function authenticate(request: Request, db: Database): Promise<Actor> {
  const token = bearerToken(request.headers.get("authorization"));
  const key = token && (await verifyApiKey(db.pool, token));
  if (!key) throw unauthenticated();
  return { organizationId: key.organizationId, scopes: key.scopes, keyId: key.id, sourceId: key.sourceId };
}

export function bearerToken(authorization: string | null | undefined): string | undefined {
  return authorization ? /^bearer +(\S+) *$/i.exec(authorization)?.[1] : undefined;
}

/** One answer for a missing, unknown, expired and revoked key, so that it tells a stranger nothing. */
export function unauthenticated(): UserError {
  return new UserError("unauthenticated", "Authorization: expected a valid key, as in `Bearer il_live_…`");
}

export function assertScope(scopes: readonly Scope[], needed: Scope): void {
  if (!scopes.includes(needed)) throw new UserError("forbidden", `This key lacks the scope \`${needed}\``);
}

/** The audit log's name for the actor. */
export function actorName(actor: Actor): string {
  if (actor.userId) return `user:${actor.userId}`;
  return actor.keyId ? `key:${actor.keyId}` : "system";
}
