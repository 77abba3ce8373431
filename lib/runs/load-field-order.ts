import { declaredOrder } from "@/lib/event-types/declared-fields";
import { findDeclaration } from "@/lib/event-types/store";
import type { Database } from "@/lib/db";

export type LoadFieldOrder = (organizationId: string, type: string) => Promise<string[] | undefined>;

const freshMs = 30_000;
const typesMax = 5000;

/**
 * The names of a type's declared fields, in the schema's order; undefined where it is not declared. Remembered for half
 * a minute: a changed order of a default message's fields may take that long.
 */
export function createLoadFieldOrder(db: Database, now: () => number = Date.now): LoadFieldOrder {
  const known = new Map<string, { order: Promise<string[] | undefined>; untilMs: number }>();

  return function loadFieldOrder(organizationId, type) {
    const key = `${organizationId}/${type}`;
    const found = known.get(key);
    if (found && found.untilMs > now()) return found.order;
    const order = findDeclaration(organizationId, db, type).then((schema) => (schema === undefined ? undefined : declaredOrder(schema)));
    if (known.size >= typesMax) known.clear();
    known.set(key, { order, untilMs: now() + freshMs });
    order.catch(() => known.delete(key));
    return order;
  };
}
