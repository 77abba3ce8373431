import { z } from "zod";

/** How many things need a person, up to 100 of each. */
export const attentionSchema = z.object({
  /** Whose credentials were refused. */
  connections: z.number(),
  /** Of pipelines, whose target refuses. */
  blocked_destinations: z.number(),
  /** In the last 24 hours. */
  dead_deliveries: z.number(),
  /** 1 while failure notices can't go where they should. */
  notices: z.number(),
});
export type Attention = z.infer<typeof attentionSchema>;
