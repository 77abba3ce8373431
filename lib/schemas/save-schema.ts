import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { announceChange } from "@/lib/live/announce-change";
import { readSchemaInput, type SchemaInput } from "./schema-input";
import { toSchemaResource, type SchemaResource } from "./schema-resource";
import { insertSchema, newestVersion } from "./store";

/** Declares a type, or a new version of it, for every process's next event. `type`: where it is changed under its name. */
export async function saveSchema(caller: Caller, input: SchemaInput, db: Database, type?: string): Promise<SchemaResource> {
  const { organizationId } = caller;
  const declared = readSchemaInput(input, type);
  const id = newId("schema");
  const row = await db.prisma.$transaction(async (tx) => {
    const version = await newestVersion(organizationId, declared.type, tx);
    const base = input.base_version;
    if (base !== undefined && base !== version) {
      throw new UserError("draft_conflict", version === 0 ? "This schema was deleted meanwhile" : `This schema was changed meanwhile: version ${version} is the newest, the change started from ${base}`);
    }
    const { mode, schema, idempotency } = declared;
    const fields = { id, eventType: declared.type, version: version + 1, mode, definition: schema, idempotency };
    const createdAt = await insertSchema(organizationId, fields, tx);
    await writeAuditEntry(tx, caller, { action: version === 0 ? "schema.declared" : "schema.changed", subject: id, detail: { type: declared.type, version: version + 1, mode } });
    return { ...fields, createdAt };
  });
  announceChange(organizationId, "schemas");
  return toSchemaResource(row);
}
