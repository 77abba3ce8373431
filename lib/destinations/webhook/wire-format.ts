import type { Json } from "@/lib/durable/contract";

/** The body that is sent, before it is one line of JSON: `delivery_id` joins the envelope. */
export function wireBody(message: Json, deliveryId: string): Json {
  if (typeof message !== "object" || message === null || Array.isArray(message)) return message;
  const { envelope, body } = message;
  if (typeof envelope === "object" && envelope !== null && !Array.isArray(envelope)) return Object.assign({}, envelope, { delivery_id: deliveryId });
  return body ?? null;
}

/** What every request has, whatever its connection adds. */
export function wireHeaders({ deliveryId, timestampSeconds }: { deliveryId: string; timestampSeconds: string }): Record<string, string> {
  return {
    "content-type": "application/json",
    "user-agent": "Ingestlayer",
    "webhook-id": deliveryId,
    "webhook-timestamp": timestampSeconds,
  };
}
