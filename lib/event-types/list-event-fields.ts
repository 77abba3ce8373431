import type { Database } from "@/lib/db";
import { declaredFields } from "./declared-fields";
import type { EventField } from "./event-type-resource";
import { inferFields } from "./infer-fields";
import { findDeclaration, recentPayloads } from "./store";

/** What `$event.…` can read on events of a type: as declared, then as seen lately. Empty for a type never seen. */
export async function listEventFields(db: Database, organizationId: string, type: string): Promise<EventField[]> {
  const [declaration, payloads] = await Promise.all([findDeclaration(organizationId, db, type), recentPayloads(organizationId, db, type)]);
  const recent = inferFields(payloads);
  return declaration === undefined ? recent : declaredFields(declaration, recent);
}
