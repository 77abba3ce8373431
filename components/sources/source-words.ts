import type { SourceResource } from "@/lib/sources/source-resource";
import type { WebhookAuthMode } from "@/lib/webhook-sources/auth-modes";

export const sourceKinds: Record<string, string> = { api: "API", webhook: "Webhook", email: "Email" };

export const authModes: { value: WebhookAuthMode; label: string; hint: string }[] = [
  { value: "hmac", label: "HMAC", hint: "hex SHA-256 in X-Ingest-Signature" },
  { value: "standard-webhooks", label: "Standard Webhooks", hint: "also Svix and what sends with it" },
  { value: "github", label: "GitHub", hint: "X-Hub-Signature-256" },
  { value: "stripe", label: "Stripe", hint: "the endpoint's signing secret" },
  { value: "bearer", label: "Bearer token", hint: "Authorization header" },
  { value: "none", label: "None", hint: "for testing only" },
];

/** What makes an event of the source believed. */
export function authOf({ kind, keys, auth_mode }: Pick<SourceResource, "kind" | "keys" | "auth_mode">): string {
  if (kind === "webhook") return auth_mode === "none" ? "nothing: for testing only" : (authModes.find(({ value }) => value === auth_mode)?.label ?? "an address");
  if (kind === "email") return "its address";
  if (keys === 0) return "no key yet";
  return `${keys} ${keys === 1 ? "key" : "keys"}`;
}

/** `a.example, b.example` as a list. */
export function toDomains(text: string): string[] {
  return text.split(/[\s,]+/).filter((domain) => domain !== "");
}

/** The API counts ten thousand and no further. */
export function eventCount(events: number): string {
  return events > 10_000 ? "10,000+" : events.toLocaleString("en");
}

export const dedupeWindows: readonly { ms: number; label: string }[] = [
  { ms: 60_000, label: "1 minute" },
  { ms: 3_600_000, label: "1 hour" },
  { ms: 86_400_000, label: "24 hours" },
  { ms: 3 * 86_400_000, label: "3 days" },
  { ms: 7 * 86_400_000, label: "7 days" },
  { ms: 30 * 86_400_000, label: "30 days" },
];

/** The windows to choose from, with one that was set by the API among them. */
export function windowOptions(currentMs: number): { value: string; label: string }[] {
  const all = dedupeWindows.some(({ ms }) => ms === currentMs) ? dedupeWindows : [...dedupeWindows, { ms: currentMs, label: durationWords(currentMs) }];
  return all.toSorted((a, b) => a.ms - b.ms).map(({ ms, label }) => ({ value: String(ms), label }));
}

function durationWords(ms: number): string {
  const units: [number, string][] = [[86_400_000, "days"], [3_600_000, "hours"], [60_000, "minutes"], [1_000, "seconds"]];
  const [unitMs, name] = units.find(([size]) => ms % size === 0) ?? [1, "milliseconds"];
  return `${(ms / unitMs).toLocaleString("en")} ${name}`;
}
