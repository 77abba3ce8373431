import type pg from "pg";
import { jsonbText } from "@/lib/adapters/postgres/jsonb-text";
import type { Json } from "@/lib/durable/contract";
import { newId } from "@/lib/ids";
import { traitsBytesMax, type EntityInput } from "./entity-input";

type Client = Pick<pg.Pool, "query">;

export type EntityRow = { id: string; kind: string; external_id: string; traits: unknown; created_at: Date; updated_at: Date };
export type EntityWriteRow = { id: string; actor: string; traits: unknown; before: unknown; at: Date };

/** How many writes an entity remembers. */
const writesKept = 50;

/**
 * Traits are merged one level deep: a written one replaces the one of its name, null takes it away, the others stay.
 * Null where the merged traits would be too large. With `once`, a second write by the same actor changes nothing.
 */
export async function writeEntity(
  organizationId: string,
  client: Client,
  { kind, external_id, traits }: EntityInput,
  actor: string,
  { once = false } = {},
): Promise<{ row: EntityRow; isNew: boolean } | null> {
  const { rows } = await client.query<EntityRow & { is_new: boolean }>(upsertSql, [
    newId("entity"), organizationId, kind, external_id, jsonbText(traits), actor, newId("entityWrite"), once,
  ]);
  const [found] = rows;
  return found ? { row: found, isNew: found.is_new } : null;
}

const columns = "id, kind, external_id, traits, created_at, updated_at";

// The row is locked before it is written (the insert reads `held`), so two writers of one entity come one after the other,
// and each notes what it really replaced; not known is only what another made new in the same moment. A write that was
// made already leaves the row as it is, yet answers with it.
const upsertSql = `
WITH held AS MATERIALIZED (
  SELECT traits FROM entities WHERE organization_id = $2 AND kind = $3 AND external_id = $4 FOR UPDATE
),
made AS (
  SELECT 1 FROM entities e JOIN entity_writes w ON w.entity_id = e.id
  WHERE $8 AND e.organization_id = $2 AND e.kind = $3 AND e.external_id = $4 AND w.actor = $6
),
written AS (
  INSERT INTO entities AS e (id, organization_id, kind, external_id, traits, created_at, updated_at)
  SELECT $1, $2, $3, $4, merge_traits('{}', $5::jsonb), now(), now() FROM (SELECT count(*) FROM held) AS first
  ON CONFLICT (organization_id, kind, external_id) DO UPDATE
    SET traits = CASE WHEN EXISTS (SELECT 1 FROM made) THEN e.traits ELSE merge_traits(e.traits, $5::jsonb) END,
      updated_at = CASE WHEN EXISTS (SELECT 1 FROM made) THEN e.updated_at ELSE now() END
    WHERE octet_length(merge_traits(e.traits, $5::jsonb)::text) <= ${traitsBytesMax}
  RETURNING ${columns}, organization_id, (xmax = 0) AS is_new
),
noted AS (
  INSERT INTO entity_writes (id, organization_id, entity_id, actor, traits, before)
  SELECT $7, organization_id, id, $6, $5::jsonb, CASE WHEN is_new THEN '{}' ELSE
    (SELECT (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(held.traits) WHERE $5::jsonb ? key) FROM held) END
  FROM written WHERE NOT EXISTS (SELECT 1 FROM made)
),
forgotten AS (
  DELETE FROM entity_writes WHERE id = ANY (ARRAY(
    SELECT w.id FROM entity_writes w JOIN written ON w.entity_id = written.id ORDER BY w.id DESC OFFSET ${writesKept - 1} LIMIT 100))
)
SELECT ${columns}, is_new FROM written`;

export async function findEntity(organizationId: string, client: Client, id: string): Promise<EntityRow | null> {
  const { rows } = await client.query<EntityRow>(`SELECT ${columns} FROM entities WHERE organization_id = $1 AND id = $2`, [organizationId, id]);
  return rows[0] ?? null;
}

/** Until the end of the transaction nobody else changes or deletes it. */
export async function lockEntity(organizationId: string, client: Client, id: string): Promise<Pick<EntityRow, "kind" | "external_id"> | null> {
  const { rows } = await client.query<Pick<EntityRow, "kind" | "external_id">>("SELECT kind, external_id FROM entities WHERE organization_id = $1 AND id = $2 FOR UPDATE", [organizationId, id]);
  return rows[0] ?? null;
}

export async function findTraits(organizationId: string, client: Client, kind: string, externalId: string): Promise<unknown> {
  const { rows } = await client.query<{ traits: unknown }>("SELECT traits FROM entities WHERE organization_id = $1 AND kind = $2 AND external_id = $3", [organizationId, kind, externalId]);
  return rows[0]?.traits ?? null;
}

export type EntityFilter = { kind?: string | undefined; external_id?: string | undefined; q?: string | undefined; updated_after?: string | undefined };

/** Newest first, one more than `limit` if there is one. */
export async function listEntityRows(organizationId: string, client: Client, filter: EntityFilter, page: { limit: number; cursor?: string | undefined }): Promise<EntityRow[]> {
  const values: Json[] = [organizationId];
  const bind = (value: Json) => `$${values.push(value)}`;
  const conditions = ["organization_id = $1"];
  if (filter.kind !== undefined) conditions.push(`kind = ${bind(filter.kind)}`);
  if (filter.external_id !== undefined) conditions.push(`external_id = ${bind(filter.external_id)}`);
  const words = wordsOf(filter.q ?? "");
  if (words !== "") conditions.push(`${searched} @@ to_tsquery('simple', ${bind(words)})`);
  if (filter.updated_after !== undefined) conditions.push(`updated_at > ${bind(filter.updated_after)}::timestamptz`);
  if (page.cursor !== undefined) conditions.push(`id < ${bind(page.cursor)}`);
  const { rows } = await client.query<EntityRow>(`SELECT ${columns} FROM entities WHERE ${conditions.join(" AND ")} ORDER BY id DESC LIMIT ${bind(page.limit + 1)}`, values);
  return rows;
}

// As the index entities_words_idx has it, letter by letter.
const searched = `(to_tsvector('simple'::regconfig, external_id) || jsonb_to_tsvector('simple'::regconfig, traits, '["string", "numeric"]'))`;

/** All of the words, each as the beginning of one. */
function wordsOf(text: string): string {
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.map((word) => `'${word.replace(/\\/g, "\\\\").replace(/'/g, "''")}':*`).join(" & ");
}

export async function listKinds(organizationId: string, client: Client): Promise<string[]> {
  // One look into the index a kind, however many entities there are.
  const { rows } = await client.query<{ kind: string }>(
    `WITH RECURSIVE kinds AS (
       (SELECT kind FROM entities WHERE organization_id = $1 ORDER BY kind LIMIT 1)
       UNION ALL
       SELECT (SELECT e.kind FROM entities e WHERE e.organization_id = $1 AND e.kind > kinds.kind ORDER BY e.kind LIMIT 1) FROM kinds WHERE kinds.kind IS NOT NULL
     ) SELECT kind FROM kinds WHERE kind IS NOT NULL LIMIT 200`,
    [organizationId],
  );
  return rows.map(({ kind }) => kind);
}

/** Newest first. */
export async function listEntityWrites(organizationId: string, client: Client, entityId: string): Promise<EntityWriteRow[]> {
  const { rows } = await client.query<EntityWriteRow>(
    "SELECT id, actor, traits, before, at FROM entity_writes WHERE organization_id = $1 AND entity_id = $2 ORDER BY id DESC LIMIT $3",
    [organizationId, entityId, writesKept],
  );
  return rows;
}

export async function deleteEntityRow(organizationId: string, client: Client, id: string): Promise<EntityRow | null> {
  const { rows } = await client.query<EntityRow>(`DELETE FROM entities WHERE organization_id = $1 AND id = $2 RETURNING ${columns}`, [organizationId, id]);
  return rows[0] ?? null;
}
