import { z } from "zod";
import type { TargetField } from "../contract";
import type { SqlOutcome, SqlPort, SqlServer } from "@/lib/ports/ports";

/** Generated columns are not among them: no insert may name one. Unique is what a unique index has alone. */
export type TableInfo = { schema: string; table: string; columns: TargetField[] };

const columnRows = z.array(
  z.object({ schema: z.string(), table: z.string(), name: z.string(), type: z.string(), is_nullable: z.boolean(), is_unique: z.boolean(), is_writable: z.boolean(), default: z.string().nullable() }),
);

const columnsSql = `
SELECT n.nspname AS schema, c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
  NOT a.attnotnull AS is_nullable,
  CASE WHEN a.attidentity <> '' THEN 'identity' ELSE (SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d WHERE d.adrelid = c.oid AND d.adnum = a.attnum) END AS default,
  (a.attidentity <> 'a' AND has_column_privilege(c.oid, a.attnum, 'INSERT')) AS is_writable,
  EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum) AS is_unique
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.oid = to_regclass($1) AND c.relkind IN ('r', 'p', 'v', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
ORDER BY a.attnum`;

/** What a table has, as the role sees it; null where there is none of that name. */
export async function readTable(sql: SqlPort, server: SqlServer, table: string): Promise<TableInfo | null | Exclude<SqlOutcome, { kind: "rows" }>> {
  const outcome = await sql.query(server, columnsSql, [quoteTable(table)]);
  if (outcome.kind !== "rows") return outcome;
  const rows = columnRows.parse(outcome.rows);
  const [first] = rows;
  if (!first) return null;
  return { schema: first.schema, table: first.table, columns: rows.map(fieldOf) };
}

function fieldOf({ name, type, is_nullable: isNullable, is_unique: isUnique, is_writable: isWritable, default: value }: z.infer<typeof columnRows>[number]): TargetField {
  return { name, type, isRequired: !isNullable && value === null, isUnique, isNullable, isWritable, default: value };
}

export function quoteTable(table: string): string {
  const [schema, name] = table.includes(".") ? table.split(".", 2) : ["public", table];
  return `${quoteName(schema ?? "public")}.${quoteName(name ?? table)}`;
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
