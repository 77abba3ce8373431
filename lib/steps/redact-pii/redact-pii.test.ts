import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "@/lib/errors";
import type { Json } from "@/lib/durable/contract";
import type { JsonObject, RedactionPlan, RunContext } from "@/lib/pipeline/context";
import { viewContext } from "@/lib/pipeline/redaction-view";
import { redactPii } from "./definition";
import { hasIbanCheck, ibanLengths } from "./detectors/iban";
import { hasLuhnDigit } from "./detectors/card";
import { executeRedactPii } from "./execute";

const all = { email: "mask", phone: "mask", card: "remove", iban: "remove", ip: "mask", secret: "remove", urlCredentials: "remove", nationalId: "remove" } as const;

function contextOf(payload: Json, values: JsonObject = {}, idempotencyKey: string | null = null): RunContext {
  const time = "2026-11-23T10:00:00.000Z";
  const meta = { source: "default", url: "http://localhost/events/evt_1", idempotency_key: idempotencyKey };
  return { event: { id: "evt_1", type: "sample", received_at: time, occurred_at: time, payload, meta }, values, redactions: [] };
}

function planOf(config: unknown, context: RunContext, organizationHashKey = "key"): RedactionPlan {
  const result = executeRedactPii({ config: redactPii.config.parse(config), context, organizationId: "org_1", organizationHashKey, nowMs: 0, stepKey: "run_1/strip-pii", scope: "pip_1/step" }, {});
  if (result instanceof Promise || result.kind !== "continue" || !result.patch.redaction) throw new Error("expected a plan");
  return result.patch.redaction;
}

/** What a destination sees: its own id, or any other for `default`. */
function seen(config: unknown, context: RunContext, id = "other"): RunContext {
  return viewContext({ ...context, redactions: [planOf(config, context)] }, { kind: "destination", id });
}

describe("what is searched", () => {
  test("the chosen fields and nothing else of the payload; a name in a list is looked up in each item", () => {
    const context = contextOf({ a: "x@y.io", b: "x@y.io", list: [{ text: "x@y.io", by: "x@y.io" }, "x@y.io"] });
    const config = { fields: ["a", "$event.list.text", "missing.path"], columns: { default: { email: "mask" } } };
    expect(seen(config, context).event.payload).toEqual({
      a: "[email redacted]",
      b: "x@y.io",
      list: [{ text: "[email redacted]", by: "x@y.io" }, "x@y.io"],
    });
  });

  test("a field inside another chosen one is searched once", () => {
    const config = { fields: ["a", "a.b", "a"], columns: { default: { email: "mask" } } };
    expect(planOf(config, contextOf({ a: { b: "x@y.io" } })).findings).toHaveLength(1);
  });

  test("values of earlier steps and the idempotency key whatever the fields, but not $output", () => {
    const context = contextOf({ body: "" }, { summarize: { text: "x@y.io wrote" }, output: { a: "x@y.io" } }, "order-for-x@y.io");
    const config = { fields: ["body"], columns: { default: { email: "mask" } } };
    const view = seen(config, context);
    expect(view.values.summarize).toEqual({ text: "[email redacted] wrote" });
    expect(view.event.meta.idempotency_key).not.toContain("x@y.io");
    expect(planOf(config, context).findings.filter(({ path }) => path[0] === "output")).toEqual([]);
  });

  test("numbers and keys of objects", () => {
    const view = seen({ columns: { default: all } }, contextOf({ card: 4111111111111111, phone: 4155550132, count: 41, people: { "x@y.io": 1 } }));
    expect(JSON.stringify(view.event.payload)).not.toMatch(/4111111111111111|4155550132|x@y\.io/);
    expect(view.event.payload).toMatchObject({ count: 41 });
  });

  test("a payload nested deeper than can be read fails the run rather than leaving unread", () => {
    let deep: Json = "x@y.io";
    for (let i = 0; i < 200; i++) deep = [deep];
    expect(() => planOf({ columns: { default: { email: "mask" } } }, contextOf(deep))).toThrow(UserError);
  });
});

describe("columns", () => {
  const config = { columns: { default: { email: "mask", ip: "mask" }, archive: { email: "hash", ip: "keep" }, partial: { ip: "remove" } } };
  const context = contextOf({ a: "Jane@y.io jane@y.io from 203.0.113.7" });

  test("each destination sees its own; what its column leaves out is as in default", () => {
    expect(seen(config, context).event.payload).toEqual({ a: "[email redacted] [email redacted] from [ip redacted]" });
    expect(seen(config, context, "partial").event.payload).toEqual({ a: "[email redacted] [email redacted] from " });
  });

  test("equal values have equal hashes within an organization, and others in the next", () => {
    const { a } = seen(config, context, "archive").event.payload as { a: string };
    expect(a).toMatch(/^email_([0-9a-f]{16}) email_\1 from 203\.0\.113\.7$/);
    expect(planOf(config, context, "another key").findings[0]?.hash).not.toBe(planOf(config, context).findings[0]?.hash);
  });

  test("where one detector keeps, another one still redacts the same text", () => {
    const overlapping = { columns: { default: { secret: "remove", email: "mask" }, archive: { secret: "keep" } } };
    const login = contextOf({ a: "password: jane@example.com" });
    expect(seen(overlapping, login).event.payload).toEqual({ a: "password: " });
    expect(seen(overlapping, login, "archive").event.payload).toEqual({ a: "password: [email redacted]" });
  });

  test("detectors that every column keeps do not run", () => {
    expect(planOf({ columns: { default: { email: "keep", ip: "mask" } } }, contextOf({ a: "x@y.io" })).findings).toEqual([]);
  });
});

describe("what is refused at save", () => {
  const problems = (config: unknown) => (redactPii.check?.(redactPii.config.parse(config)) ?? []).map(({ path }) => path);
  test("a missing default, nothing to redact, names without a mode or a field, a path that is none", () => {
    expect(problems({ columns: { archive: { email: "mask" } } })).toEqual(["columns.default"]);
    expect(problems({ columns: { default: { email: "keep" } } })).toEqual(["columns.default"]);
    expect(problems({ columns: { default: { email: "mask" } }, names: ["a"] })).toEqual(["columns.default.name"]);
    expect(problems({ columns: { default: { name: "mask" } } })).toEqual(["names"]);
    expect(problems({ columns: { default: { email: "mask" } }, fields: ["ok", "not..ok", ""] })).toEqual(["fields[1]", "fields[2]"]);
  });
  test("a detector or a mode that does not exist", () => {
    expect(redactPii.config.safeParse({ columns: { default: { emails: "mask" } } }).success).toBe(false);
    expect(redactPii.config.safeParse({ columns: { default: { email: "shred" } } }).success).toBe(false);
  });
  test("a card says what is redacted in a line", () => {
    const line = (columns: unknown) => redactPii.describe(redactPii.config.parse({ columns }));
    expect(line({ default: all, archive: {} })).toBe("emails, phones, cards + 5 more; archive differs");
    expect(line({ default: {}, ["x".repeat(60)]: { ip: "mask" } })).toBe("IPs; 1 destination differs");
  });
});

const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(""));
const grouped = (text: string, separator: string) => text.match(/.{1,4}/g)?.join(separator) ?? text;
const separator = fc.constantFrom("", " ", "-", ".");

const email = fc.emailAddress().filter((address) => !/[=/?&|{}]/.test(address));
const card = fc.tuple(fc.constantFrom("4", "51", "2221", "6011"), digits(15), separator).map(([prefix, rest, gap]) => {
  const body = (prefix + rest).slice(0, 15);
  const check = [..."0123456789"].find((digit) => hasLuhnDigit(body + digit)) ?? "0";
  return grouped(body + check, gap);
});
const iban = fc.tuple(fc.constantFrom("DE", "ES", "CH", "AT", "PL"), digits(30), fc.constantFrom("", " ")).map(([country, rest, gap]) => {
  const account = rest.slice(0, (ibanLengths[country] ?? 22) - 4);
  const check = Array.from({ length: 97 }, (_, i) => String(i + 2).padStart(2, "0")).find((pair) => hasIbanCheck(country + pair + account)) ?? "00";
  return grouped(country + check + account, gap);
});
const ip = fc.oneof(fc.ipV4(), fc.ipV6().filter((address) => /[0-9a-f]:[0-9a-f]/i.test(address)));
const key = fc.tuple(fc.constantFrom("sk_live_", "ghp_", "xoxb-", "glpat-"), fc.stringMatching(/^[A-Za-z0-9]{36}$/)).map(([prefix, rest]) => prefix + rest);
const phone = digits(7).map((rest) => `+1 415 ${2 + (Number(rest[0]) % 8)}${rest.slice(1, 3)} ${rest.slice(3)}`);
const planted = fc.oneof(email, card, iban, ip, key, phone);
const prose = fc.constantFrom("Hello,", "my order 88213 is late", "(see", "thanks!", "—", "version 4.12.0", "on 2026-11-23", "Grüße", "<b>", "ticket #4155550123");

test("nothing that was planted is in any view, whatever stands around it and wherever it is", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(prose, planted), { minLength: 1, maxLength: 5 }), prose, fc.boolean(), (pieces, end, isHashed) => {
      const text = `${pieces.map(([words, value]) => `${words} ${value}`).join(", ")} ${end}`;
      const mode = isHashed ? "hash" : "mask";
      const config = { columns: { default: all, archive: Object.fromEntries(Object.keys(all).map((name) => [name, mode])) } };
      const context = contextOf({ body: text, nested: [{ note: text }] }, { summarize: { text } }, text);
      for (const id of ["other", "archive"]) {
        const { event, values } = seen(config, context, id);
        const rendered = JSON.stringify([event.payload, event.meta, values]);
        for (const [, value] of pieces) expect(rendered).not.toContain(value);
      }
    }),
    { numRuns: 500 },
  );
});

test("a plan never holds what was found", () => {
  fc.assert(
    fc.property(planted, (value) => {
      const config = { columns: { default: all, archive: { email: "hash", card: "hash" } } };
      expect(JSON.stringify(planOf(config, contextOf({ body: `it is ${value} indeed` })))).not.toContain(value);
    }),
  );
});
