import type { JsonObject } from "@/lib/pipeline/context";
import { objectOf, withMember } from "../form-value";

export const defaultColumn = "default";

/** `default` first, then the others as they are. */
export function columnNames(columns: JsonObject): string[] {
  return [defaultColumn, ...Object.keys(columns).filter((name) => name !== defaultColumn)];
}

/** A cell set; an empty mode leaves the cell to the default column, and in that one keeps what is found. */
export function withCell(columns: JsonObject, column: string, detector: string, mode: string): JsonObject {
  const cells = withMember(objectOf(columns[column]), detector, mode === "" ? undefined : mode);
  return withDefault({ ...columns, [column]: cells });
}

/** Every cell of a column set to one mode, or all cleared. */
export function withWholeColumn(columns: JsonObject, column: string, detectors: readonly string[], mode: string): JsonObject {
  const cells = mode === "" ? {} : Object.fromEntries(detectors.map((detector) => [detector, mode]));
  return withDefault({ ...columns, [column]: cells });
}

/** The column of a destination that differs; it begins as the default one is. */
export function withColumn(columns: JsonObject, column: string): JsonObject {
  return withDefault({ ...columns, [column]: objectOf(columns[defaultColumn]) });
}

export function withoutColumn(columns: JsonObject, column: string): JsonObject {
  return withDefault(withMember(columns, column, undefined));
}

/** `default` is mandatory and stands first. */
function withDefault({ [defaultColumn]: byDefault = {}, ...others }: JsonObject): JsonObject {
  return { [defaultColumn]: byDefault, ...others };
}
