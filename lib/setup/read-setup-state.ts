import type { Database } from "@/lib/db";
import { hashLinkToken } from "@/lib/sessions/link-token";
import { hasOwner, isSetupTokenValid } from "./store";

/** `open`: this token may claim the install. `claimed`: somebody has. `closed`: nobody has, but not with this token. */
export type SetupState = "open" | "claimed" | "closed";

export async function readSetupState(token: string | undefined, db: Database): Promise<SetupState> {
  if (await hasOwner(db)) return "claimed";
  return token && (await isSetupTokenValid(hashLinkToken(token), db)) ? "open" : "closed";
}
