import { z } from "zod";
import type { Database } from "@/lib/db";
import { createOwner, type CreatedOwner } from "@/lib/organizations/create-owner";
import { hashLinkToken } from "@/lib/sessions/link-token";
import { readSetupState } from "./read-setup-state";
import { claimWith, invalidSetupLink } from "./store";

export const setupSchema = z.strictObject({
  token: z.string().max(200),
  name: z.string().max(120).optional(),
  email: z.string().max(254),
  password: z.string().max(1_000),
  organization: z.string().max(120).optional(),
});

/** Makes the first owner. Throws UserError; the link survives what the form got wrong. */
export async function completeSetup({ token, ...owner }: z.infer<typeof setupSchema>, db: Database): Promise<CreatedOwner> {
  if ((await readSetupState(token, db)) !== "open") throw invalidSetupLink();
  return createOwner(owner, db, claimWith(hashLinkToken(token)));
}
