import { describe, expect, test } from "vitest";
import type { TargetField } from "./contract";
import { checkTargetFields, hasTargetFields } from "./target-fields";

const column = (name: string, type: string, more: Partial<TargetField> = {}): TargetField => ({ name, type, isRequired: false, isUnique: false, isNullable: true, isWritable: true, default: null, ...more });
const columns = [column("id", "text", { isRequired: true, isNullable: false }), column("seats", "integer"), column("ratio", "numeric(6,2)"), column("is_trial", "boolean"), column("doc", "uuid"), column("at", "timestamp with time zone"), column("total", "bigint", { isWritable: false }), column("Odd name", "smallint")];
const problemsOf = (map: Record<string, string>) => checkTargetFields("postgres", { mode: "columns", columns: { id: "$event.id", ...map } }, columns);

describe("a column map", () => {
  test.each<Record<string, string>>([
    { seats: "$event.seats", at: "yesterday" }, { seats: " 12 " }, { seats: "-2147483648" }, { seats: "0x1F" }, { ratio: "1.5e3" }, { ratio: "NaN" }, { is_trial: "yes" },
    { doc: "0a4c2a1e-6f0f-4a59-8f8c-0d3b7c3f8f11" }, { seats: "{{ $event.seats | default: 1 }}" }, { seats: "not $event.parsed" },
  ])("%j may fit", (map) => {
    expect(problemsOf(map)).toEqual([]);
  });

  test.each<[Record<string, string>, string, string]>([
    [{ seats: "many" }, "columns.seats", "expected a whole number for integer"],
    [{ seats: "2147483648" }, "columns.seats", "expected a whole number for integer"],
    [{ "Odd name": "40000" }, 'columns["Odd name"]', "expected a whole number for smallint"],
    [{ ratio: "1,5" }, "columns.ratio", "expected a number for numeric(6,2)"],
    [{ is_trial: "maybe" }, "columns.is_trial", "expected true or false"],
    [{ doc: "12" }, "columns.doc", "expected a UUID"],
    [{ gone: "$event.a" }, "columns.gone", "there is no column of this name"],
    [{ SEATS: "$event.a" }, "columns.SEATS", "it is written seats"],
    [{ total: "$event.a" }, "columns.total", "can't be filled"],
  ])("%j does not, and says where", (map, path, message) => {
    expect(problemsOf(map)).toEqual([{ path, message: expect.stringContaining(message) }]);
  });

  test("leaves out none that must be filled", () => {
    expect(checkTargetFields("postgres", { mode: "columns", columns: { seats: "$event.seats" } }, columns)).toEqual([{ path: "columns.id", message: expect.stringContaining("may not be empty") }]);
  });
});

test("a database's properties are held to the rules that a delivery has", () => {
  const properties = [column("Name", "title"), column("Seats", "number"), column("Owner", "people", { isWritable: false })];
  const template = { mode: "message", title: "x", properties: { Seats: "many", Owner: "Ada", Nope: "x" } };
  expect(checkTargetFields("notion", template, properties).map(({ path }) => path)).toEqual(["properties.Seats", "properties.Owner", "properties.Nope"]);
  expect(checkTargetFields("notion", { mode: "message", title: "x" }, properties)).toEqual([]);
});

test("a kind whose messages have one form everywhere has none", () => {
  expect(hasTargetFields("slack", { mode: "message", title: "x" })).toBe(false);
  expect(hasTargetFields("postgres", { mode: "columns", columns: {} })).toBe(true);
});
