/**
 * Where a request comes from. server.ts lets `x-forwarded-for` through only from a trusted proxy, and Next writes the
 * socket's address into it otherwise. A proxy appends: of several entries, the last is the one it saw itself.
 */
export function clientAddress(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}
