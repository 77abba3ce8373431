import type { Json } from "@/lib/durable/contract";

/** Which fields name an event that came without a key of its own: `charge.id:attempt` joins two with a colon. */
export type SchemaIdempotency = {
  key: string;
  /** How long the key is remembered; the source's window where it is not said. */
  windowMs?: number;
};

/** The key a payload's fields make; null where one of them is missing or no text, number or boolean. */
export function keyFromPayload(paths: readonly (readonly string[])[], payload: Json): string | null {
  const parts: string[] = [];
  for (const path of paths) {
    const value = path.reduce<Json | undefined>((at, name) => (isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined), payload);
    if (value === undefined || value === null || typeof value === "object" || value === "") return null;
    parts.push(String(value));
  }
  return parts.join(":");
}

/** `charge.id:attempt` → [["charge", "id"], ["attempt"]]. */
export function keyPaths(key: string): string[][] {
  return key.split(":").map((path) => path.trim().split("."));
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
