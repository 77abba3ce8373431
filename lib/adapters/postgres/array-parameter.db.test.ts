import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { bigintArray, booleanArray, doubleArray, integerArray, textArray } from "./array-parameter";
import { rowsParameters, rowsSql } from "./rows-parameter";

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const read = async (parameter: Buffer, type: string) => (await client.query<{ a: unknown }>(`SELECT $1::${type}[] AS a`, [parameter])).rows[0]?.a;

test.each<[string, (values: never[]) => Buffer, unknown[]]>([
  ["text", textArray, ["", "plain", null, '{"a":"\\\\ \\" , {}"}', "é 😀 NULL", "NULL"]],
  ["int", integerArray, [0, -1, null, 2 ** 31 - 1]],
  ["bigint", bigintArray, ["0", "-9007199254740993", null]],
  ["float8", doubleArray, [0, -1.5, null, 1e300]],
  ["boolean", booleanArray, [true, false]],
])("an array of %s arrives as it is, and so does an empty one", async (type, make, values) => {
  expect(await read(make(values as never[]), type)).toEqual(values);
  expect(await read(make([]), type)).toEqual([]);
});

test("a text as long as an event's payload may be, beside others, leaves nothing behind for the next one", async () => {
  const long = "ü".repeat(3_000_000);
  expect(await read(textArray(["a", long, "b"]), "text")).toEqual(["a", long, "b"]);
  expect(await read(textArray(["c"]), "text")).toEqual(["c"]);
});

test("rows come out as they went in, by the names of their columns", async () => {
  const columns = { id: "text", n: "int", is_on: "boolean" } as const;
  const rows = [{ id: "a", n: 1, is_on: true }, { id: null, n: null, is_on: false }];
  const found = await client.query(`SELECT * FROM ${rowsSql("x", columns, 2)} WHERE $1::int = 1`, [1, ...rowsParameters(columns, rows)]);
  expect(found.rows).toEqual(rows);
});
