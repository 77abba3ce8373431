import { apiErrorFrom } from "@/components/query/api-error";

/** As an app would: with the key, over the ingest API. Throws ApiError. */
export async function sendEvent(apiKey: string, event: { type: string; payload: Record<string, string> }): Promise<void> {
  const response = await fetch("/v1/ingest", {
    method: "POST",
    credentials: "omit",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify(event),
  }).catch(() => null);
  if (!response) throw apiErrorFrom(0, undefined, null);
  if (!response.ok) throw apiErrorFrom(response.status, await response.json().catch(() => undefined), response.headers.get("x-request-id"));
}
