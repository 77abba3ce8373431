import { parse } from "csv-parse/sync";
import { z } from "zod";
import type { Json } from "@/lib/durable/contract";
import { invalidField } from "@/lib/http/invalid-request";
import type { JsonObject } from "@/lib/pipeline/context";

export const importRowsMax = 100_000;

/** CSV with the columns kind, external_id and one a trait; or a list of entities as the API takes them one by one. */
export const importInputSchema = z.union([
  z.strictObject({ csv: z.string().min(1, "expected CSV with a line of column names") }),
  z.strictObject({ entities: z.array(z.record(z.string(), z.json())).min(1, "expected at least one entity") }),
]);
export type ImportInput = z.infer<typeof importInputSchema>;

/** Throws UserError for what is no CSV at all; a single bad row is found when it is written. */
export function parseImport(input: ImportInput): JsonObject[] {
  const rows = "csv" in input ? rowsOfCsv(input.csv) : input.entities;
  if (rows.length === 0) throw invalidField("csv", "expected at least one row under the column names");
  if (rows.length > importRowsMax) throw invalidField("csv" in input ? "csv" : "entities", `expected at most ${importRowsMax.toLocaleString("en")} rows, got ${rows.length.toLocaleString("en")}`);
  return rows;
}

function rowsOfCsv(csv: string): JsonObject[] {
  const records = readRecords(csv);
  const [first] = records;
  for (const column of ["kind", "external_id"]) {
    if (first && !Object.hasOwn(first, column)) throw invalidField("csv", `expected a column ${column}; the first line names ${Object.keys(first).join(", ")}`);
  }
  return records.map(({ kind = "", external_id = "", ...cells }) => {
    // An empty cell says nothing, so that a column can be filled for some rows only.
    const traits = Object.entries(cells).filter(([, text]) => text !== "").map(([name, text]) => [name, valueOf(text)] as const);
    return { kind, external_id, traits: Object.fromEntries(traits) };
  });
}

function readRecords(csv: string): Record<string, string>[] {
  try {
    return parse(csv, { columns: true, bom: true, trim: true, skip_empty_lines: true, relax_column_count_less: true, max_record_size: 1024 * 1024, delimiter: [",", ";", "\t"] });
  } catch (error) {
    throw invalidField("csv", `expected CSV: ${error instanceof Error ? error.message : "it can't be read"}`);
  }
}

/** Numbers, true, false and JSON are what they look like; a number that would lose digits stays a text, as ids do. */
function valueOf(text: string): Json {
  if (text === "true" || text === "false") return text === "true";
  if (/^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text) && String(Number(text)) === text) return Number(text);
  if (!/^[[{]/.test(text)) return text;
  try {
    return z.json().parse(JSON.parse(text));
  } catch {
    return text;
  }
}
