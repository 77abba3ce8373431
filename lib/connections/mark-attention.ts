import type { Database } from "@/lib/db";
import { announceChange } from "@/lib/live/announce-change";
import { setAttention } from "./store";

/** The vendor refuses the credentials: `detail` says how, without any of them. False when they changed meanwhile. */
export async function markAttention(
  db: Database,
  organizationId: string,
  connectionId: string,
  attention: { code: string; detail: string; revision: number },
): Promise<boolean> {
  const isMarked = await setAttention(organizationId, db.prisma, connectionId, attention);
  if (isMarked) announceChange(organizationId, "connections");
  return isMarked;
}
