import { createHash } from "node:crypto";
import type { Clock } from "@/lib/ports/clock";
import type { WindowPort } from "@/lib/ports/ports";

type Queryable = { query(text: string, values: unknown[]): Promise<{ rows: { [column: string]: unknown }[] }> };

/** Places in `step_places`, taken by one function of the database, which lets one key's callers in one by one. */
export function postgresWindows(db: Queryable, clock: Clock): WindowPort {
  return {
    async take({ organizationId, scope, key, ticket, holder, max, windowMs, isPatient }) {
      const hash = createHash("sha256").update(key).digest("hex");
      const { rows } = await db.query("SELECT taken_at, held_by, held_at FROM take_step_place($1, $2, $3, $4, $5, $6, $7, $8, $9)", [
        organizationId, scope, hash, ticket, holder, max, windowMs, isPatient, new Date(clock.now()),
      ]);
      const { taken_at: takenAt, held_by: heldBy, held_at: heldAt } = rows[0] ?? {};
      if (takenAt instanceof Date) return { kind: "taken", atMs: takenAt.getTime() };
      if (heldAt instanceof Date && typeof heldBy === "string") return { kind: "refused", heldBy, heldAtMs: heldAt.getTime() };
      throw new Error("take_step_place answered neither a place nor who holds it");
    },
  };
}
