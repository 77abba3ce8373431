import { randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** An id as Slack writes them: a letter for the kind and ten of A–Z, 0–9. */
export function randomId(kind: "A" | "B" | "C" | "T" | "U"): string {
  let id = `${kind}0`;
  for (const byte of randomBytes(9)) id += alphabet.charAt(byte % alphabet.length);
  return id;
}

export function randomSecret(bytes = 24): string {
  return randomBytes(bytes).toString("base64url");
}
