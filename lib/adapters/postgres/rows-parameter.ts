import { bigintArray, booleanArray, doubleArray, integerArray, textArray } from "./array-parameter";

/** Rows for a statement, as one array parameter a column. `text` also carries what the statement casts, such as JSON. */
export type Columns = Record<string, keyof ColumnValues>;
export type RowOf<Of extends Columns> = { [Column in keyof Of]: ColumnValues[Of[Column]] };

type ColumnValues = { text: string | null; int: number | null; bigint: string | null; float8: number | null; boolean: boolean | null };

/** `unnest($1::text[], …) AS name(id, …)`; `first` is the number of the first parameter. */
export function rowsSql(name: string, columns: Columns, first: number): string {
  const arrays = Object.values(columns).map((type, place) => `$${first + place}::${type}[]`);
  return `unnest(${arrays.join(", ")}) AS ${name}(${Object.keys(columns).join(", ")})`;
}

/** The parameters of `rowsSql`, in its order. */
export function rowsParameters<Of extends Columns>(columns: Of, rows: RowOf<Of>[]): Buffer[] {
  return Object.entries(columns).map(([column, type]) => arrays[type](rows.map((row) => row[column]) as never));
}

const arrays: { [Type in keyof ColumnValues]: (values: ColumnValues[Type][]) => Buffer } = {
  text: textArray, int: integerArray, bigint: bigintArray, float8: doubleArray, boolean: booleanArray,
};
