import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import type { Page } from "@/lib/http/paging";
import { asSchema } from "./json-schema";
import { toSchemaResource, type SchemaResource } from "./schema-resource";
import { listSchemaRows, schemaVersions } from "./store";
import { printEventMap } from "./to-typescript";

/** Of every declared type the version that holds, by name. */
export async function listSchemas(organizationId: string, page: { limit: number; cursor?: string | undefined }, db: Database): Promise<Page<SchemaResource>> {
  const rows = await listSchemaRows(organizationId, page, db);
  const shown = rows.slice(0, page.limit);
  return { data: shown.map(toSchemaResource), next: rows.length > page.limit ? (shown.at(-1)?.eventType ?? null) : null };
}

/** Throws `not_found`. */
export async function getSchema(organizationId: string, type: string, db: Database): Promise<SchemaResource> {
  const [newest] = await schemaVersions(organizationId, type, db, 1);
  if (!newest) throw new UserError("not_found", "This event type is not declared");
  return toSchemaResource(newest);
}

/** Newest first. */
export async function listSchemaVersions(organizationId: string, type: string, db: Database): Promise<SchemaResource[]> {
  return (await schemaVersions(organizationId, type, db)).map(toSchemaResource);
}

const typesMax = 2000;

/** Every declared event for the SDK, as TypeScript. */
export async function printTypes(organizationId: string, db: Database): Promise<string> {
  const rows = await listSchemaRows(organizationId, { limit: typesMax }, db);
  return printEventMap(rows.map(({ eventType, definition }) => ({ type: eventType, schema: asSchema(definition) })));
}
