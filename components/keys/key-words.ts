import type { KeyResource } from "@/lib/api-keys/key-resource";
import type { Scope } from "@/lib/api-keys/scopes";

export const scopeTexts: Record<Scope, { title: string; detail: string }> = {
  ingest: { title: "Send events", detail: "For your app. Can do nothing else, so it is safe to give to a service." },
  read: { title: "Read", detail: "Events, runs, deliveries and the configuration. Never a secret." },
  manage: { title: "Change", detail: "Pipelines, connections, sources and keys; send again. For the CLI and for automation." },
};

export const expiries = [
  { value: "never", label: "Never", days: null },
  { value: "7", label: "In 7 days", days: 7 },
  { value: "30", label: "In 30 days", days: 30 },
  { value: "90", label: "In 90 days", days: 90 },
  { value: "365", label: "In a year", days: 365 },
] as const;

export function expiryOf(value: string, nowMs: number): string | undefined {
  const days = expiries.find((expiry) => expiry.value === value)?.days ?? null;
  return days === null ? undefined : new Date(nowMs + days * 86_400_000).toISOString();
}

/** Whether it opens anything now. */
export function keyStatus(key: Pick<KeyResource, "revoked_at" | "expires_at">, nowMs: number): "active" | "revoked" | "expired" {
  if (key.revoked_at !== null) return "revoked";
  return key.expires_at !== null && Date.parse(key.expires_at) <= nowMs ? "expired" : "active";
}

/** Who made it, as a person would say. */
export function creatorOf({ created_by, created_by_name }: Pick<KeyResource, "created_by" | "created_by_name">): string {
  if (created_by === null || created_by === "system") return "command line";
  if (created_by.startsWith("key:")) return `key ${created_by_name ?? "no more there"}`;
  return created_by_name ?? "a former member";
}
