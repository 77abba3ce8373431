import { z } from "zod";
import { describe, expect, test } from "vitest";
import { field, fieldControls, fieldMeta, findFieldMeta } from "./field";

const text = { label: "Label", help: "Help.", placeholder: "x", isAdvanced: true };
const made = {
  text: field.text(text), longText: field.longText(text), number: field.number(text), boolean: field.boolean(text), select: field.select(text, ["a", "b"], { a: "Ah" }),
  secret: field.secret(text), url: field.url(text), ref: field.ref(text), refs: field.refs(text), template: field.template(text), jsonTemplate: field.jsonTemplate(text),
  condition: field.condition(text), pattern: field.pattern(text), list: field.list(text, z.string()), object: field.object(text, { a: z.string() }), map: field.map(text, z.string()), duration: field.duration(text),
  oneOf: field.oneOf(text, [field.boolean(text), field.text(text)]),
} satisfies Record<(typeof fieldControls)[number], z.ZodType>;

describe("metadata", () => {
  test.each(fieldControls)("a %s field carries its control and words", (control) => {
    expect(fieldMeta(made[control])).toMatchObject({ control, ...text });
  });

  test("is seen through optional, nullable and default wrappers", () => {
    for (const wrapped of [made.text.optional(), made.text.nullable(), made.text.default("x"), made.text.optional().default("y")]) expect(fieldMeta(wrapped).label).toBe("Label");
  });

  test("a select lists its options, labelled where a label is given", () => {
    expect(fieldMeta(made.select).options).toEqual([{ value: "a", label: "Ah" }, { value: "b", label: "b" }]);
  });

  test("two fields of one kind each keep their own words", () => {
    const [first, second] = [field.condition({ label: "Only if" }), field.condition({ label: "Unless" })];
    expect([first, second].map((one) => fieldMeta(one).label)).toEqual(["Only if", "Unless"]);
  });

  test("a schema made without a builder has none: a form can't show it", () => {
    expect(findFieldMeta(z.string())).toBeUndefined();
    expect(() => fieldMeta(z.string())).toThrow(/no form metadata/);
  });

  test("two fields of one shape keep their own words", () => {
    expect([fieldMeta(field.boolean({ label: "One" })).label, fieldMeta(field.boolean({ label: "Two" })).label]).toEqual(["One", "Two"]);
  });
});

describe("values", () => {
  test.each<[keyof typeof made, unknown, boolean]>([
    ["url", "https://x.io", true], ["url", "javascript:x", false], ["ref", "$event.a", true], ["ref", "event.a", false], ["refs", [], false], ["refs", ["$event.a"], true],
    ["duration", "5m", true], ["duration", "5 m", false], ["secret", "", false], ["select", "c", false], ["object", { a: "x", b: 1 }, false], ["condition", { combinator: "and", conditions: [] }, true],
    ["oneOf", true, true], ["oneOf", "text", true], ["oneOf", 1, false], ["list", ["x"], true], ["map", { a: 1 }, false],
  ])("%s of %j fits: %s", (control, value, fits) => {
    expect(made[control].safeParse(value).success).toBe(fits);
  });
});
