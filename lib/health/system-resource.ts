import { z } from "zod";

/** The install, as far as every member may know it. */
export const systemResourceSchema = z.object({
  version: z.string(),
  /** When the answering process started. */
  started_at: z.string(),
  is_database_ready: z.boolean(),
  is_engine_ready: z.boolean(),
  /** In words; empty when everything works. */
  problems: z.array(z.string()),
  engine: z.enum(["embedded", "inngest"]),
  /** What the answering process does. */
  role: z.enum(["all", "web", "worker"]),
  public_url: z.string(),
  is_slack_sandbox_on: z.boolean(),
  retention_days: z.number(),
});
export type SystemResource = z.infer<typeof systemResourceSchema>;
