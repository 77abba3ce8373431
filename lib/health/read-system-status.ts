import { env } from "@/lib/env";
import packageJson from "@/package.json";
import { processState } from "./process-state";
import { readReadiness } from "./read-readiness";
import type { SystemResource } from "./system-resource";

/** What the system page shows. */
export async function readSystemStatus(): Promise<SystemResource> {
  const { isDatabaseReady, isEngineReady, problems } = await readReadiness();
  const { ROLE, RETENTION_DAYS, publicUrl, isSandboxOn, isInngestConfigured } = env();
  return {
    version: packageJson.version,
    started_at: processState().startedAt.toISOString(),
    is_database_ready: isDatabaseReady,
    is_engine_ready: isEngineReady,
    problems,
    engine: isInngestConfigured ? "inngest" : "embedded",
    role: ROLE,
    public_url: publicUrl,
    is_slack_sandbox_on: isSandboxOn,
    retention_days: RETENTION_DAYS,
  };
}
