import type { Database } from "@/lib/db";
import { changeChannel, changeText, type Change } from "./change-text";

/** One statement and one round trip, whatever the number of organizations. */
export async function notifyChanges(changes: Change[], { pool }: Pick<Database, "pool">): Promise<void> {
  await pool.query({ name: "notify-changes", text: "SELECT pg_notify($1, text) FROM unnest($2::text[]) AS text", values: [changeChannel, changes.map(changeText)] });
}
