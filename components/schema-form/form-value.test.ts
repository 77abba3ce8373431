import { describe, expect, test } from "vitest";
import { z } from "zod";
import { stepCatalog } from "@/lib/steps/catalog";
import { field } from "@/lib/schema-form/field";
import { fieldNode, fieldsOf, startingConfig, startingValue } from "./field-node";
import { moveItem, orAbsent, withMember } from "./form-value";
import { isSameMap, mapOf, rowsOf } from "./map-rows";
import { columnNames, withCell, withColumn, withoutColumn, withWholeColumn } from "./overrides/redaction-columns";

describe("empty and absent", () => {
  test("an optional field that is cleared is left out, a required one stays and is empty", () => {
    expect([orAbsent("", true), orAbsent([], true), orAbsent({}, true)]).toEqual([undefined, undefined, undefined]);
    expect([orAbsent("", false), orAbsent([], false), orAbsent("x", true), orAbsent(0, true), orAbsent(false, true)]).toEqual(["", [], "x", 0, false]);
  });

  test("leaving a member out removes its key", () => {
    expect(withMember({ a: 1, b: 2 }, "a", undefined)).toEqual({ b: 2 });
    expect(withMember({ a: 1 }, "b", null)).toEqual({ a: 1, b: null });
  });
});

describe("what a form begins with", () => {
  test.each(stepCatalog.map(({ id, config }) => [id, config] as const))("%s has each required field, and only those", (_id, config) => {
    expect(Object.keys(startingConfig(config))).toEqual(fieldsOf(config).filter(({ node }) => !node.isOptional).map(({ name }) => name));
  });

  test("a new item of a list fits its schema as far as empty texts do", () => {
    const item = field.object({ label: "Item" }, { name: field.text({ label: "Name" }), kind: field.select({ label: "Kind" }, ["a", "b"]), note: field.text({ label: "Note" }).optional() });
    expect(startingValue(item)).toEqual({ name: "", kind: "a" });
    expect(item.safeParse(startingValue(item)).success).toBe(true);
  });

  test("a wrapper is seen through: what may be left out, and what it then is", () => {
    expect(fieldNode(field.text({ label: "A" }).optional())).toMatchObject({ isOptional: true, fallback: undefined });
    expect(fieldNode(field.select({ label: "A" }, ["x", "y"]).default("y"))).toMatchObject({ isOptional: true, fallback: "y" });
    expect(() => fieldNode(z.string())).toThrow(/no form metadata/);
  });
});

describe("lists", () => {
  test("move an item, and stay as they are beyond their ends", () => {
    expect(moveItem(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
    expect(moveItem(["a"], 0, 1)).toEqual(["a"]);
  });
});

describe("maps", () => {
  test("keep their order, and of two rows with one name the first", () => {
    expect(Object.entries(mapOf([{ key: "b", value: 1 }, { key: "", value: 2 }, { key: "a", value: 3 }, { key: "b", value: 4 }]))).toEqual([["b", 1], ["a", 3]]);
  });

  test("know rows that no longer stand for the value", () => {
    const rows = [...rowsOf({ a: 1 }), { key: "", value: "" }];
    expect(isSameMap(rows, { a: 1 })).toBe(true);
    expect(isSameMap(rows, { a: 2 })).toBe(false);
    expect(isSameMap([{ key: "", value: "" }], undefined)).toBe(true);
  });
});

describe("the columns of redact.pii", () => {
  test("always have the default one, and show it first", () => {
    expect(columnNames({ archive: {}, default: {} })).toEqual(["default", "archive"]);
    expect(withCell({}, "archive", "email", "mask")).toEqual({ default: {}, archive: { email: "mask" } });
  });

  test("lose a cell that says nothing", () => {
    expect(withCell({ default: { email: "mask", ip: "hash" } }, "default", "email", "")).toEqual({ default: { ip: "hash" } });
  });

  test("begin as the default one, are set as a whole, and go", () => {
    const columns = withColumn({ default: { email: "mask" } }, "archive");
    expect(columns).toEqual({ default: { email: "mask" }, archive: { email: "mask" } });
    expect(withWholeColumn(columns, "archive", ["email", "ip"], "hash").archive).toEqual({ email: "hash", ip: "hash" });
    expect(withoutColumn(columns, "archive")).toEqual({ default: { email: "mask" } });
  });
});
