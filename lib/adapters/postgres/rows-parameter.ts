import { bigintArray, booleanArray, doubleArray, integerArray, textArray } from "./array-parameter";

/** Rows for a statement, as one array parameter a column. `text` also carries what the statement casts, such as JSON. */
export type Columns = Record<string, keyof ColumnValues>;
export type RowOf<Of extends Columns> = { [Column in keyof Of]: ColumnValues[Of[Column]] };

type ColumnValues = { text: string | null; int: number | null; bigint: string | null; float8: number | null; boolean: boolean | null };

/**
 * `(SELECT unnest($1::text[]) AS id, …) AS name`; `first` is the number of the first parameter. In the select list Postgres
 * walks the arrays side by side, in half the time: each one in `FROM unnest(a, b, …)` is copied into a table of its own.
 */
export function rowsSql(name: string, columns: Columns, first: number): string {
  const arrays = Object.entries(columns).map(([column, type], place) => `unnest($${first + place}::${type}[]) AS ${column}`);
  return `(SELECT ${arrays.join(", ")}) AS ${name}`;
}

/** The parameters of `rowsSql`, in its order. */
export function rowsParameters<Of extends Columns>(columns: Of, rows: RowOf<Of>[]): Buffer[] {
  return Object.entries(columns).map(([column, type]) => arrays[type](rows.map((row) => row[column]) as never));
}

const arrays: { [Type in keyof ColumnValues]: (values: ColumnValues[Type][]) => Buffer } = {
  text: textArray, int: integerArray, bigint: bigintArray, float8: doubleArray, boolean: booleanArray,
};
