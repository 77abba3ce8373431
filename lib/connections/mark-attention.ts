import type { Database } from "@/lib/db";
import { setAttention } from "./store";

/** The vendor refuses the credentials: `detail` says how, without any of them. False when they changed meanwhile. */
export async function markAttention(
  db: Database,
  organizationId: string,
  connectionId: string,
  attention: { code: string; detail: string; revision: number },
): Promise<boolean> {
  return setAttention(organizationId, db.prisma, connectionId, attention);
}
