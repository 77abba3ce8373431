import { createHmac } from "node:crypto";

/** `x-inngest-signature` of a request: HMAC-SHA256 over the canonical JSON body and the time, keyed by the key's text after its prefix. */
export function signRequest(key: string, body: unknown, atSeconds = Math.floor(Date.now() / 1000)): string {
  return `t=${atSeconds}&s=${hmac(key, `${canonicalJson(body)}${atSeconds}`)}`;
}

/** Answers are signed over their text as it was sent. */
export function isSignedAnswer(key: string, text: string, signature: string | null): boolean {
  const found = /^t=(\d+)&s=([0-9a-f]{64})$/.exec(signature ?? "");
  return found !== null && found[2] === hmac(key, `${text}${found[1]}`);
}

function hmac(key: string, text: string): string {
  return createHmac("sha256", key.replace(/^signkey-\w+-/, "")).update(text).digest("hex");
}

/** RFC 8785 for what JSON.parse returns: keys in the order of their UTF-16 units. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value).filter(([, item]) => item !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
}
