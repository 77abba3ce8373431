import type { Json } from "@/lib/durable/contract";
import type { PostgresMessage } from "./message";
import type { TargetField } from "../contract";
import { quoteName, type TableInfo } from "./table-info";

export type Insert = { text: string; values: (string | null)[]; isIdempotent: boolean };

/** The statement, or what the row and the table do not agree on. Names come from the catalogue, values are parameters. */
export function insertStatement({ schema, table, columns: known }: TableInfo, { columns, isOpen, idColumns }: PostgresMessage): Insert | { problem: string } {
  const filled = known.filter(({ name, isWritable }) => Object.hasOwn(columns, name) && (isWritable || !isOpen));
  const unknown = Object.keys(columns).filter((name) => !known.some((column) => column.name === name));
  if (!isOpen && unknown.length > 0) return { problem: `columns.${unknown[0]}: the table has no such column; it has ${known.map(({ name }) => name).join(", ")}` };
  if (filled.length === 0) return { problem: `the table has none of the event's fields as columns; it has ${known.map(({ name }) => name).join(", ")}` };
  const id = filled.find(({ name, isUnique }) => isUnique && idColumns.includes(name));
  const places = filled.map((column, index) => placeOf(column, index + 1));
  const text = `INSERT INTO ${quoteName(schema)}.${quoteName(table)} (${filled.map(({ name }) => quoteName(name)).join(", ")}) VALUES (${places.join(", ")})${id ? ` ON CONFLICT (${quoteName(id.name)}) DO NOTHING` : ""}`;
  return { text, values: filled.map((column) => valueOf(column, columns[column.name] ?? null)), isIdempotent: id !== undefined };
}

function isJson({ type }: TargetField): boolean {
  return type === "json" || type === "jsonb";
}

/** Texts are cast by the database, which knows its types best. */
function placeOf(column: TargetField, position: number): string {
  if (column.type.endsWith("[]")) return `(SELECT array_agg(item) FROM jsonb_array_elements_text($${position}::jsonb) item)::${column.type}`;
  return `$${position}::${column.type}`;
}

function valueOf(column: TargetField, value: Json): string | null {
  if (isJson(column)) return JSON.stringify(value);
  if (value === null) return null;
  if (column.type.endsWith("[]")) return JSON.stringify(Array.isArray(value) ? value : [value]);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
