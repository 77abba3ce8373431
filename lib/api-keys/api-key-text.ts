import { hash, randomBytes } from "node:crypto";

/** A new key's whole text: 256 random bits. */
export function newApiKeyText(): string {
  return `il_live_${randomBytes(32).toString("base64url")}`;
}

export function looksLikeApiKey(token: string): boolean {
  return /^il_live_[A-Za-z0-9_-]{43}$/.test(token);
}

/** What is stored. SHA-256 suffices: nobody can guess 256 random bits, however fast the hash is. */
export function hashApiKey(token: string): string {
  return hash("sha256", token, "hex");
}

/** What lists show, enough to tell keys apart. */
export function apiKeyPrefix(token: string): string {
  return token.slice(0, "il_live_".length + 6);
}
