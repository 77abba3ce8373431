import { randomBytes } from "node:crypto";

const processPart = randomBytes(9).toString("base64url");
let counter = 0;

/** The caller's `x-request-id` if it is one that is safe to log and to send back, else a new one. */
export function requestIdOf(given: string | null | undefined): string {
  if (given && /^[A-Za-z0-9._:-]{1,128}$/.test(given)) return given;
  counter += 1;
  return `req_${processPart}${counter.toString(36)}`;
}
