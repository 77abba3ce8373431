import { z } from "zod";
import { emailSettingsSchema } from "@/lib/email-sources/email-address";
import { env } from "@/lib/env";
import { rateLimitSchema, toRateLimitResource } from "@/lib/ingest/rate-limit";
import type { SourceActivity } from "./activity-store";
import type { SourceRow } from "./store";

/** A source as the API shows it: nothing of its secrets. */
export const sourceResourceSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  /** api | webhook | email */
  kind: z.string(),
  /** active | paused */
  status: z.string(),
  /** How long an idempotency key is remembered. */
  dedupe_window_ms: z.number(),
  /** How calls to a webhook source prove themselves; null for the other kinds. */
  auth_mode: z.string().nullable(),
  rate_limit: rateLimitSchema.nullable(),
  /** Of an email source, where this install takes mail: its address. */
  email_address: z.string().nullable(),
  /** Of an email source: whose mail it takes; empty = everybody's. */
  from_domains: z.array(z.string()),
  /** Keys that can send as it now. */
  keys: z.number(),
  last_event_at: z.string().nullable(),
  /** Events of the last 24 hours; 10,001 stands for more than ten thousand. */
  events_24h: z.number(),
  /** Refused in the last 24 hours because of a limit, as far as the history keeps them; counted up to 10,001. */
  rate_limited_24h: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type SourceResource = z.infer<typeof sourceResourceSchema>;

export function toSourceResource(row: SourceRow, { keys, lastEventAt, events, rateLimited }: SourceActivity): SourceResource {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    status: row.status,
    dedupe_window_ms: Number(row.dedupeWindowMs),
    auth_mode: row.authMode,
    rate_limit: toRateLimitResource(row),
    ...emailFacts(row),
    keys,
    last_event_at: lastEventAt?.toISOString() ?? null,
    events_24h: events,
    rate_limited_24h: rateLimited,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

function emailFacts({ kind, settings }: SourceRow): Pick<SourceResource, "email_address" | "from_domains"> {
  const parsed = kind === "email" ? emailSettingsSchema.safeParse(settings) : undefined;
  const domain = env().INBOUND_DOMAIN;
  if (!parsed?.success) return { email_address: null, from_domains: [] };
  return { email_address: domain === undefined ? null : `${parsed.data.mailbox}@${domain}`, from_domains: parsed.data.fromDomains };
}

/** Told when they are made, and never again. */
export const webhookAccessSchema = z.object({ url: z.string(), secret: z.string() });
