import { hash, randomBytes } from "node:crypto";

/** A new token for a link: 256 random bits, of which only the hash is stored. */
export function newLinkToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashLinkToken(token) };
}

export function hashLinkToken(token: string): string {
  return hash("sha256", token, "hex");
}
