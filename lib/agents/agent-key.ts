import { hash, randomBytes } from "node:crypto";

/** NOTIFY channel; the payload is the hash of a key that changed. */
export const agentChannel = "ingestlayer_agent";

/** A new key's whole text: 256 random bits. */
export function newAgentKey(): string {
  return `ag_live_${randomBytes(32).toString("base64url")}`;
}

export function looksLikeAgentKey(token: string): boolean {
  return /^ag_live_[A-Za-z0-9_-]{43}$/.test(token);
}

export function hashAgentKey(token: string): string {
  return hash("sha256", token, "hex");
}
