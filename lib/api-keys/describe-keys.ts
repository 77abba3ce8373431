import type { Database } from "@/lib/db";
import { toKeyResource, type KeyResource } from "./key-resource";
import { namesOfKeys, type ApiKeyRow } from "./store";

/** A row as the API shows it, with the names of what it refers to. */
export async function describeKey(db: Database, organizationId: string, row: ApiKeyRow): Promise<KeyResource> {
  return toKeyResource(row, await namesOfKeys(organizationId, [row], db));
}

export async function describeKeys(db: Database, organizationId: string, rows: ApiKeyRow[]): Promise<KeyResource[]> {
  const names = await namesOfKeys(organizationId, rows, db);
  return rows.map((row) => toKeyResource(row, names));
}
