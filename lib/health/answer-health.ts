import { type PlainResponse } from "@/lib/http/error-response";
import { readReadiness } from "./read-readiness";

const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };

/** Null for any path but `/healthz` (the process lives) and `/readyz` (it can do its work). */
export async function answerHealth(path: string): Promise<PlainResponse | null> {
  if (path === "/healthz") return { status: 200, headers, body: JSON.stringify({ status: "ok" }) };
  if (path !== "/readyz") return null;
  const { problems } = await readReadiness();
  if (problems.length === 0) return { status: 200, headers, body: JSON.stringify({ status: "ready" }) };
  return { status: 503, headers: { ...headers, "retry-after": "1" }, body: JSON.stringify({ status: "not_ready", problems }) };
}
