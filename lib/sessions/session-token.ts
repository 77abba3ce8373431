import { hkdfSync } from "node:crypto";
import { z } from "zod";
import { seal, unseal } from "@/lib/adapters/secrets/sealed-box";
import { env } from "@/lib/env";

/** Who is signed in. Ends early when the user's own revision is another by now. */
export type Session = { userId: string; revision: number };

/** Seconds. */
export const sessionMaxAge = 30 * 24 * 3600;

const claimsSchema = z.object({ sub: z.string(), revision: z.number().int(), exp: z.number() });
const boundTo = ["session"];

/** Sealed rather than signed: what a cookie holds is nobody's business. */
export function sealSession({ userId, revision }: Session, nowMs = Date.now()): string {
  const claims: z.infer<typeof claimsSchema> = { sub: userId, revision, exp: Math.floor(nowMs / 1000) + sessionMaxAge };
  return seal(sessionKey(), Buffer.from(JSON.stringify(claims)), boundTo).toString("base64url");
}

/** Null for a token that was not made here, was changed, or has run its time. */
export function openSession(token: string, nowMs = Date.now()): Session | null {
  let claims: z.infer<typeof claimsSchema>;
  try {
    claims = claimsSchema.parse(JSON.parse(unseal(sessionKey(), Buffer.from(token, "base64url"), boundTo).toString()));
  } catch {
    return null;
  }
  return claims.exp * 1000 > nowMs ? { userId: claims.sub, revision: claims.revision } : null;
}

let cached: { secret: string; key: Buffer } | undefined;

function sessionKey(): Buffer {
  const secret = env().NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set: start through `npm start`, which generates it");
  if (cached?.secret !== secret) cached = { secret, key: Buffer.from(hkdfSync("sha256", secret, "", "ingestlayer session", 32)) };
  return cached.key;
}
