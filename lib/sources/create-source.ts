import { liveSecrets } from "@/lib/adapters/secrets/live-secrets";
import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { invalidRequest, problemsOf } from "@/lib/http/invalid-request";
import { newId } from "@/lib/ids";
import { toRateLimitColumns } from "@/lib/ingest/rate-limit";
import { announceChange } from "@/lib/live/announce-change";
import type { WebhookAuthMode } from "@/lib/webhook-sources/auth-modes";
import { hashWebhookToken, newWebhookSecret, newWebhookToken, sealedAsSource, type WebhookSecrets } from "@/lib/webhook-sources/webhook-secrets";
import { hashMailbox, newMailbox } from "@/lib/email-sources/email-address";
import { newSourceSchema, type NewSource } from "./source-input";
import { insertSource, type NewSourceRow, type SourceRow } from "./store";

export type CreatedSource = {
  row: SourceRow;
  /** Of a webhook source: its address's token and its secret. */
  secrets: WebhookSecrets | null;
  /** Of an email source: what stands before the @. */
  mailbox: string | null;
};

/** Throws UserError, also for a slug that is taken. */
export async function createSource(caller: Caller, input: NewSource, db: Database): Promise<CreatedSource> {
  const parsed = newSourceSchema.safeParse(input);
  if (!parsed.success) throw invalidRequest(problemsOf(parsed.error));
  const { slug, kind, name = slug, auth_mode = "hmac", secret, from_domains = [], rate_limit } = parsed.data;
  const id = newId("source");
  const webhook = kind === "webhook" ? await newWebhook(caller.organizationId, id, auth_mode, secret, db) : null;
  const mailbox = kind === "email" ? newMailbox() : null;
  const email = mailbox === null ? null : { tokenHash: hashMailbox(mailbox), settings: { mailbox, fromDomains: from_domains } };
  const limit = toRateLimitColumns(rate_limit);
  const row = await insertSource(caller.organizationId, { id, slug, name, kind, ...limit, ...webhook?.columns, ...email }, db, (tx) =>
    writeAuditEntry(tx, caller, { action: "source.created", subject: id, detail: { slug, kind } }),
  );
  announceChange(caller.organizationId, "sources");
  return { row, secrets: webhook?.secrets ?? null, mailbox };
}

async function newWebhook(organizationId: string, id: string, mode: WebhookAuthMode, given: string | undefined, db: Database) {
  const secrets: WebhookSecrets = { token: newWebhookToken(), secret: given ?? newWebhookSecret(mode) };
  const columns: Pick<NewSourceRow, "tokenHash" | "authMode" | "secretsEncrypted"> = {
    tokenHash: hashWebhookToken(secrets.token),
    authMode: mode,
    secretsEncrypted: await liveSecrets(db).encrypt(organizationId, secrets, sealedAsSource(id)),
  };
  return { secrets, columns };
}
