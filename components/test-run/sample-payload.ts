import type { EventField } from "@/lib/event-types/event-type-resource";
import type { Json } from "@/lib/durable/contract";
import type { JsonObject } from "@/lib/pipeline/context";
import { isRefError, parseRef } from "@/lib/pipeline/refs";

/** Payloads of types that the examples use, for an install that has not seen one yet. */
const examples: Readonly<Record<string, JsonObject>> = {
  "support.ticket.created": {
    ticket_id: "T-20807",
    subject: "Checkout API returning 503 errors since 06:40 UTC",
    body: "Since about 06:40 UTC roughly half of our calls to POST /v2/checkout come back as 503 errors. We retried with backoff, nothing helps. From our egress 203.0.113.41. On-call here is Marcus, +1 415 555 0132, marcus@northwind.example.",
    customer_tier: "enterprise",
    channel: "email",
  },
};

/** A payload as events of this type have it: the example's own, else put together from the fields that were seen. */
export function samplePayload(type: string, fields: readonly EventField[]): JsonObject {
  return examples[type] ?? payloadOf(fields);
}

export function hasExample(type: string): boolean {
  return Object.hasOwn(examples, type);
}

function payloadOf(fields: readonly EventField[]): JsonObject {
  const payload: JsonObject = {};
  for (const field of fields) {
    const path = payloadPath(field.path);
    // What lies inside of a list comes with the list's own sample.
    if (path) place(payload, path, valueOf(field));
  }
  return payload;
}

function payloadPath(text: string): string[] | null {
  const ref = parseRef(text);
  if (isRefError(ref) || ref.root !== "event") return null;
  const path = ref.path[0] === "payload" ? ref.path.slice(1) : ref.path;
  const names = path.filter((segment) => typeof segment === "string");
  return names.length === path.length && names.length > 0 ? names : null;
}

function place(target: JsonObject, [name, ...rest]: string[], value: Json): void {
  if (name === undefined) return;
  if (rest.length === 0) {
    if (!isObject(target[name])) target[name] = value;
    return;
  }
  const below = target[name];
  const inner = isObject(below) ? { ...below } : {};
  place(inner, rest, value);
  target[name] = inner;
}

function valueOf({ type, sample, values }: EventField): Json {
  if (sample !== undefined && sample !== null) return sample;
  const [known] = values ?? [];
  if (known !== undefined && type !== "array") return known;
  switch (type) {
    case "number":
      return 1;
    case "boolean":
      return true;
    case "datetime":
      return new Date(0).toISOString();
    case "object":
      return {};
    case "array":
      return [...(values ?? [])];
    case "null":
      return null;
    default:
      return "text";
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
