import { createRefreshingCache } from "@/lib/adapters/cache/refreshing-cache";
import { declaredOrder } from "@/lib/event-types/declared-fields";
import { findDeclaration } from "@/lib/event-types/store";
import type { Database } from "@/lib/db";

export type LoadFieldOrder = (organizationId: string, type: string) => Promise<string[] | undefined>;

/**
 * The names of a type's declared fields, in the schema's order; undefined where it is not declared. Remembered for half
 * a minute: a changed order of a default message's fields may take that long.
 */
export function createLoadFieldOrder(db: Database): LoadFieldOrder {
  const orders = createRefreshingCache<string[] | undefined>({ freshMs: 30_000, staleMs: 30_000, entriesMax: 5000 });
  return (organizationId, type) =>
    orders.get(`${organizationId}/${type}`, async () => {
      const schema = await findDeclaration(organizationId, db, type);
      return schema === undefined ? undefined : declaredOrder(schema);
    });
}
