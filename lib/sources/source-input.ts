import { z } from "zod";
import { rateLimitSchema } from "@/lib/ingest/rate-limit";
import { slugSchema } from "@/lib/pipeline/definition";
import { webhookAuthModes } from "@/lib/webhook-sources/auth-modes";
import { sourceKinds, sourceStatuses } from "./store";

const name = z.string().trim().min(1).max(120);
const thirtyDaysMs = 30 * 24 * 60 * 60 * 1000;

/** A sender's own secret, as Stripe shows it; one is made where none is given. */
const secret = z.string().trim().min(8).max(500);
const authMode = z.enum(webhookAuthModes);

const fromDomains = z.array(z.hostname().toLowerCase()).max(100);

/** Fields are snake_case, as the API takes them. */
export const newSourceSchema = z
  .strictObject({
    slug: slugSchema,
    /** The slug unless given. */
    name: name.optional(),
    kind: z.enum(sourceKinds).default("api"),
    /** Of a webhook source; hmac unless given. */
    auth_mode: authMode.optional(),
    secret: secret.optional(),
    /** Of an email source: whose mail it takes, with their subdomains; everybody's unless given. */
    from_domains: fromDomains.optional(),
    rate_limit: rateLimitSchema.nullable().optional(),
  })
  .refine(({ kind, from_domains }) => kind === "email" || from_domains === undefined, { path: ["from_domains"], error: "expected only with kind email" })
  .refine(({ kind, auth_mode, secret: own }) => kind === "webhook" || (auth_mode === undefined && own === undefined), {
    path: ["auth_mode"],
    error: "expected only with kind webhook",
  });
export type NewSource = z.input<typeof newSourceSchema>;

export const sourceChangeSchema = z.strictObject({
  slug: slugSchema.optional(),
  name: name.optional(),
  status: z.enum(sourceStatuses).optional(),
  dedupe_window_ms: z.number().int().min(1_000).max(thirtyDaysMs).optional(),
  /** Null lifts it. */
  rate_limit: rateLimitSchema.nullable().optional(),
  /** Of a webhook source. The secret stays, unless one is given with it. */
  auth_mode: authMode.optional(),
  secret: secret.optional(),
  /** Of an email source. */
  from_domains: fromDomains.optional(),
});
export type SourceChangeInput = z.infer<typeof sourceChangeSchema>;

export const sourceRotationSchema = z.strictObject({
  /** `secret`: what signs; `address`: the URL, of which the old one is dead at once. */
  what: z.enum(["secret", "address"]).default("secret"),
  secret: secret.optional(),
  /** How long the secret it replaces is still accepted. */
  overlap_seconds: z.number().int().min(0).max(7 * 24 * 60 * 60).default(24 * 60 * 60),
});
export type SourceRotation = z.infer<typeof sourceRotationSchema>;
