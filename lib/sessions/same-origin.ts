import { env } from "@/lib/env";
import { UserError } from "@/lib/errors";
import { requestHost } from "@/lib/http/request-origin";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** A browser sends the cookie for whatever page asks it to: what changes something must come from a page of ours. */
export function assertSameOrigin({ method, headers }: Request): void {
  if (safeMethods.has(method) || isSameOrigin(headers)) return;
  throw new UserError("forbidden", "This request came from another site");
}

function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  // `same-site` is another port or subdomain: not us.
  if (site !== null) return site === "same-origin";
  // Browsers without Fetch Metadata send an Origin with every unsafe method.
  const origin = headers.get("origin");
  if (origin === null || !URL.canParse(origin)) return false;
  return origin === new URL(env().publicUrl).origin || new URL(origin).host === requestHost(headers);
}
