import { z } from "zod";

/** What begins a sign-in with any vendor. */
export const installQuery = {
  /** The connection to mend. */
  connection: z.string().max(64).optional(),
  /** A page of ours; anything else would make this an open redirect. */
  return_to: z.string().max(500).regex(/^\/(?![/\\])[\w\-./?=&%[\]]*$/).optional().catch(undefined),
};
