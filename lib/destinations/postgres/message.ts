import { z } from "zod";

/** A row before the table's types are known. */
export const postgresMessage = z.strictObject({
  table: z.string(),
  columns: z.record(z.string(), z.json()),
  /** True: only those columns that the table has are filled; nobody chose them. */
  isOpen: z.boolean(),
  /** Columns that hold the event's id: a unique one makes the insert idempotent. */
  idColumns: z.array(z.string()),
});
export type PostgresMessage = z.infer<typeof postgresMessage>;
