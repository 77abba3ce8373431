import { z } from "zod";

/** How this organization can sign in with Slack. The secret is not in it. */
export const slackAppResourceSchema = z.object({
  /** `sign_in` works, or what is missing for it. */
  sign_in: z.enum(["ready", "needs_app", "needs_https"]),
  /** Whose app it is; null without one. */
  app: z.object({ client_id: z.string(), source: z.enum(["organization", "environment"]) }).nullable(),
  redirect_url: z.string(),
  scopes: z.array(z.string()),
  manifest: z.object({ json: z.string(), yaml: z.string(), create_url: z.string() }),
  /** Whether the built-in workspace can be connected. */
  has_sandbox: z.boolean(),
});
export type SlackAppResource = z.infer<typeof slackAppResourceSchema>;
