import type { Caller } from "@/lib/audit/store";
import { verifyApiKey } from "@/lib/api-keys/verify-api-key";
import type { Scope } from "@/lib/api-keys/scopes";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { scopesOfRole, type Role } from "@/lib/organizations/role";
import { readViewer } from "@/lib/sessions/read-viewer";
import { assertSameOrigin } from "@/lib/sessions/same-origin";

/** Who asks: a key, or a signed-in user with a role. */
export type Actor = {
  organizationId: string;
  scopes: readonly Scope[];
  keyId?: string;
  /** The key's own source. */
  sourceId?: string;
  userId?: string;
  role?: Role;
};

/**
 * The one seam through which every management route learns who asks: a key, else the session of a browser, which must
 * ask from a page of ours to change something. Throws `unauthenticated`.
 */
export async function authenticate(request: Request, db: Database): Promise<Actor> {
  const token = bearerToken(request.headers.get("authorization"));
  return token ? authenticateKey(token, db) : authenticateSession(request, db);
}

async function authenticateKey(token: string, db: Database): Promise<Actor> {
  const key = await verifyApiKey(db.pool, token);
  if (!key) throw unauthenticated();
  return { organizationId: key.organizationId, scopes: key.scopes, keyId: key.id, sourceId: key.sourceId };
}

async function authenticateSession(request: Request, db: Database): Promise<Actor> {
  const viewer = await readViewer(request.headers, db);
  if (!viewer) throw unauthenticated();
  assertSameOrigin(request);
  const { organizationId, userId, role } = viewer;
  return { organizationId, scopes: scopesOfRole[role], userId, role };
}

export function bearerToken(authorization: string | null | undefined): string | undefined {
  return authorization ? /^bearer +(\S+) *$/i.exec(authorization)?.[1] : undefined;
}

/** One answer for a missing, unknown, expired and revoked key, so that it tells a stranger nothing. */
export function unauthenticated(): UserError {
  return new UserError("unauthenticated", "Authorization: expected a valid key, as in `Bearer il_live_…`");
}

export function assertScope(actor: Pick<Actor, "scopes" | "role">, needed: Scope): void {
  if (actor.scopes.includes(needed)) return;
  throw new UserError("forbidden", actor.role ? `Your role, ${actor.role}, does not allow this` : `This key lacks the scope \`${needed}\``);
}

/** Members are a signed-in owner's business: a key, which an editor can make, must not lead to more than it was made with. */
export function assertOwner(actor: Actor): Caller {
  if (actor.role !== "owner") throw new UserError("forbidden", "Only an owner, signed in, may do this");
  return { organizationId: actor.organizationId, actor: actorName(actor) };
}

/** The audit log's name for the actor. */
export function actorName(actor: Actor): string {
  if (actor.userId) return `user:${actor.userId}`;
  return actor.keyId ? `key:${actor.keyId}` : "system";
}
