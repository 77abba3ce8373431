import type { Database } from "@/lib/db";
import { env } from "@/lib/env";
import { invalidRequest } from "@/lib/http/invalid-request";
import type { JsonObject } from "@/lib/pipeline/context";
import { seedWorkspace } from "@/lib/slack-sandbox/seed-workspace";
import { createPostgresStore } from "@/lib/slack-sandbox/store";

/** A connection to this install's own sandbox workspace. */
export async function sandboxConfig(db: Database, input: { kind: string; config: JsonObject }): Promise<JsonObject> {
  const { isSandboxOn, publicUrl } = env();
  if (input.kind !== "slack") throw invalidRequest([{ path: "sandbox", message: "expected kind slack: the sandbox is a Slack workspace" }]);
  if (Object.keys(input.config).length > 0) throw invalidRequest([{ path: "config", message: "expected none beside sandbox: its token is known here" }]);
  if (!isSandboxOn) throw invalidRequest([{ path: "sandbox", message: "the sandbox workspace is off: set SLACK_SANDBOX=on" }]);
  const { botToken } = await seedWorkspace(createPostgresStore(db.pool), [`${publicUrl}/`]);
  return { botToken, apiBaseUrl: `${publicUrl}/sandbox/slack/api/` };
}
