import { env } from "@/lib/env";

/** Where the browser is, as its address bar shows it. server.ts lets `x-forwarded-*` through only from a trusted proxy. */
export function requestOrigin(headers: Headers): string {
  const origin = `${isSecureRequest(headers) ? "https" : "http"}://${requestHost(headers)}`;
  return URL.canParse(origin) ? new URL(origin).origin : env().publicUrl;
}

/** Came over https: a proxy says so, or it came to the public address, which is https. */
export function isSecureRequest(headers: Headers): boolean {
  if (headers.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https") return true;
  const { protocol, host } = new URL(env().publicUrl);
  return protocol === "https:" && requestHost(headers) === host;
}

/** With the port, where it is not the scheme's own. */
export function requestHost(headers: Headers): string | undefined {
  return (headers.get("x-forwarded-host")?.split(",")[0]?.trim() ?? headers.get("host"))?.toLowerCase();
}
