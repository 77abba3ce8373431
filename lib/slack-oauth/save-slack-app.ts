import { z } from "zod";
import { liveSecrets } from "@/lib/adapters/secrets/live-secrets";
import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { announceChange } from "@/lib/live/announce-change";
import { getSlackApp } from "./get-slack-app";
import { slackAppSealedAs } from "./slack-app";
import type { SlackAppResource } from "./slack-app-resource";
import { upsertSlackApp } from "./store";

export const saveSlackAppSchema = z.strictObject({
  client_id: z.string().trim().regex(/^\d{5,20}\.\d{5,20}$/, "expected a client ID, two numbers with a dot: 1234567890.1234567890"),
  client_secret: z.string().trim().min(8, "expected the app's client secret").max(200),
});

/** Only Slack's sign-in itself can tell whether the two belong together. */
export async function saveSlackApp(db: Database, caller: Caller, input: z.infer<typeof saveSlackAppSchema>): Promise<SlackAppResource> {
  const secretEncrypted = await liveSecrets(db).encrypt(caller.organizationId, input.client_secret, slackAppSealedAs);
  await db.prisma.$transaction(async (tx) => {
    await upsertSlackApp(caller.organizationId, tx, { clientId: input.client_id, secretEncrypted });
    await writeAuditEntry(tx, caller, { action: "slack_app.saved", subject: input.client_id });
  });
  announceChange(caller.organizationId, "slack-app");
  return getSlackApp(db, caller.organizationId);
}
