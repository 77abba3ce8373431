import { z } from "zod";

/** Whether this install can sign in with Notion. The secret is not in it. */
export const notionAppResourceSchema = z.object({
  sign_in: z.enum(["ready", "needs_app"]),
  redirect_url: z.string(),
});
export type NotionAppResource = z.infer<typeof notionAppResourceSchema>;
