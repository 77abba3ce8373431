import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { emailSettingsSchema, type EmailSettings } from "@/lib/email-sources/email-address";
import { UserError } from "@/lib/errors";
import { invalidRequest, problemsOf } from "@/lib/http/invalid-request";
import { toRateLimitColumns } from "@/lib/ingest/rate-limit";
import { announceChange } from "@/lib/live/announce-change";
import { changeWebhookSecrets } from "./change-webhook-secrets";
import { sourceChangeSchema, type SourceChangeInput } from "./source-input";
import { changeSource, findSource, type SourceRow } from "./store";

/** Changes what is given; `status: "paused"` refuses every later event of the source, on all processes. Throws UserError. */
export async function updateSource(caller: Caller, id: string, change: SourceChangeInput, db: Database): Promise<SourceRow> {
  const { organizationId } = caller;
  const parsed = sourceChangeSchema.safeParse(change);
  if (!parsed.success) throw invalidRequest(problemsOf(parsed.error));
  const { dedupe_window_ms, rate_limit, auth_mode, secret, from_domains, ...rest } = parsed.data;
  const settings = from_domains && (await withDomains(organizationId, id, from_domains, db));
  const columns = {
    ...(settings && { settings }),
    ...rest,
    ...(dedupe_window_ms !== undefined && { dedupeWindowMs: dedupe_window_ms }),
    ...(rate_limit !== undefined && toRateLimitColumns(rate_limit)),
  };
  const source = await changeSource(organizationId, id, columns, db, async (tx) => {
    if (auth_mode !== undefined || secret !== undefined) {
      await changeWebhookSecrets(organizationId, id, ({ mode, secrets }) => ({ mode: auth_mode ?? mode, secrets: { ...secrets, ...(secret !== undefined && { secret }) } }), tx, db);
    }
    const { secret: _, ...shown } = parsed.data;
    await writeAuditEntry(tx, caller, { action: "source.updated", subject: id, detail: { ...shown, ...(secret !== undefined && { secret: "replaced" }) } });
  });
  if (!source) throw new UserError("not_found", "There is no such source");
  announceChange(organizationId, "sources");
  return source;
}

async function withDomains(organizationId: string, id: string, fromDomains: string[], db: Database): Promise<EmailSettings> {
  const source = await findSource(organizationId, id, db);
  const settings = source?.kind === "email" ? emailSettingsSchema.safeParse(source.settings) : undefined;
  if (!source) throw new UserError("not_found", "There is no such source");
  if (!settings?.success) throw new UserError("invalid_request", "from_domains: expected only of an email source", [{ path: "from_domains", message: "expected only of an email source" }]);
  return { ...settings.data, fromDomains };
}
