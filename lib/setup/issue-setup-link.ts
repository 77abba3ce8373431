import type { Database } from "@/lib/db";
import { newLinkToken } from "@/lib/sessions/link-token";
import { hasOwner, insertSetupToken } from "./store";

const validMs = 24 * 3600 * 1000;

/** A link that makes whoever opens it the owner, once; null when there is one. For the eyes of whoever started the process. */
export async function issueSetupLink(baseUrl: string, db: Database): Promise<string | null> {
  if (await hasOwner(db)) return null;
  const { token, tokenHash } = newLinkToken();
  await insertSetupToken(tokenHash, new Date(Date.now() + validMs), db);
  return `${baseUrl}/setup?token=${token}`;
}
