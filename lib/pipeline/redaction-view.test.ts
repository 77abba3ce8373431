import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "@/lib/durable/contract";
import { redactionModes, type RedactionFinding, type RedactionMode, type RedactionPlan } from "./context";
import { redactedViews, viewContext, viewKey } from "./redaction-view";
import { sampleContext } from "./testing/sample-context";

const hash = "3f9a".repeat(16);
const finding = (path: (string | number)[], start: number, end: number, rest: Partial<RedactionFinding> = {}): RedactionFinding =>
  ({ root: "payload", path, start, end, detector: "email", hash, ...rest });
const plan = (findings: RedactionFinding[], columns: RedactionPlan["columns"], stepId = "r"): RedactionPlan => ({ stepId, findings, columns });
const seenBy = (payload: Json, plans: RedactionPlan[], id = "slack") => viewContext(sampleContext(payload, {}, plans), { kind: "destination", id }).event.payload;

const body = "mail ada@x.io now";
const inBody = finding(["body"], 5, 13);

describe("modes", () => {
  test.each<[RedactionMode, string]>([["mask", "mail [email redacted] now"], ["hash", "mail email_3f9a3f9a3f9a3f9a now"], ["remove", "mail  now"], ["keep", body]])("%s", (mode, text) => {
    expect(seenBy({ body }, [plan([inBody], { default: { email: mode } })])).toEqual({ body: text });
  });

  test("a detector's name is written in words, and a hash that was never made is a mask", () => {
    const found = finding(["body"], 5, 13, { detector: "urlCredentials", hash: "" });
    expect(seenBy({ body }, [plan([found], { default: { urlCredentials: "hash" } })])).toEqual({ body: "mail [url credentials redacted] now" });
  });

  test("numbers, keys, array items and the idempotency key are redacted too", () => {
    const context = sampleContext({ card: 4111111111111111, list: ["x", "ada@x.io"], people: { "ada@x.io": 1, "eve@x.io": 2 } }, { summarize: { text: "ada@x.io wrote" } }, [
      plan(
        [
          finding(["card"], 0, 16, { detector: "card" }), finding(["list", 1], 0, 8), finding(["people", "ada@x.io"], 0, 8, { isKey: true }), finding(["people", "eve@x.io"], 0, 8, { isKey: true }),
          finding(["summarize", "text"], 0, 8, { root: "values" }), finding(["idempotency_key"], 0, 3, { root: "meta" }),
        ],
        { default: { email: "mask", card: "mask" } },
      ),
    ]);
    const seen = viewContext(context, { kind: "destination", id: "any" });
    expect(seen.event.payload).toEqual({ card: "[card redacted]", list: ["x", "[email redacted]"], people: { "[email redacted]": 1, "[email redacted] (2)": 2 } });
    expect(seen.values).toEqual({ summarize: { text: "[email redacted] wrote" } });
    expect(seen.event.meta.idempotency_key).toBe("[email redacted]");
  });
});

describe("columns", () => {
  const columns = { default: { email: "mask", ip: "remove" }, archive: { email: "keep" } } satisfies RedactionPlan["columns"];
  const text = "ada@x.io 10.0.0.1";
  const findings = [finding(["t"], 0, 8), finding(["t"], 9, 17, { detector: "ip" })];

  test("a destination gets its own column, falls back to default for what it leaves out, and others share default", () => {
    expect(seenBy({ t: text }, [plan(findings, columns)], "archive")).toEqual({ t: "ada@x.io " });
    expect(seenBy({ t: text }, [plan(findings, columns)], "slack")).toEqual({ t: "[email redacted] " });
    expect(seenBy({ t: text }, [plan(findings, columns)], "constructor")).toEqual({ t: "[email redacted] " });
  });

  test("a detector that no column names is kept", () => {
    expect(seenBy({ t: text }, [plan(findings, { default: { email: "mask" } })])).toEqual({ t: "[email redacted] 10.0.0.1" });
  });

  test("strictest takes the strictest mode of all columns for each detector", () => {
    const strictest = viewContext(sampleContext({ t: text }, {}, [plan(findings, { default: { email: "hash", ip: "keep" }, a: { ip: "mask" }, b: { email: "keep" } })]), { kind: "strictest" });
    expect(strictest.event.payload).toEqual({ t: "email_3f9a3f9a3f9a3f9a [ip redacted]" });
  });

  test("where all share one column, it is the strictest, and one view serves both", () => {
    const context = sampleContext({ t: text }, {}, [plan(findings, { default: { email: "mask", ip: "keep" } })]);
    expect(redactedViews(context).map((view) => viewKey(context, view))).toEqual(["default"]);
    expect(viewContext(context, { kind: "strictest" })).toBe(viewContext(context, { kind: "destination", id: "default" }));
    expect(viewContext(context, { kind: "strictest" }).event.payload).toEqual({ t: "[email redacted] 10.0.0.1" });
  });

  test("raw sees everything", () => {
    const context = sampleContext({ t: text }, {}, [plan(findings, columns)]);
    expect(viewContext(context, { kind: "raw" })).toBe(context);
  });

  test("views are named by column, so that destinations alike share one", () => {
    const context = sampleContext({ t: text }, {}, [plan(findings, columns)]);
    expect(redactedViews(context).map((view) => viewKey(context, view))).toEqual(["strictest", "default", "destination:archive"]);
    expect(viewContext(context, { kind: "destination", id: "x" })).toBe(viewContext(context, { kind: "destination", id: "y" }));
  });
});

describe("several findings", () => {
  test("overlapping ranges merge to the strictest, over both plans", () => {
    const first = plan([finding(["body"], 5, 13)], { default: { email: "mask" } });
    const second = plan([finding(["body"], 9, 17, { detector: "secret" })], { default: { secret: "remove" } });
    expect(seenBy({ body }, [first, second])).toEqual({ body: "mail " });
    expect(seenBy({ body }, [second, first])).toEqual({ body: "mail " });
  });

  test("what one plan keeps, another still redacts", () => {
    const keep = plan([finding(["body"], 0, 17, { detector: "name" })], { default: { name: "keep" } });
    expect(seenBy({ body }, [keep, plan([inBody], { default: { email: "mask" } })])).toEqual({ body: "mail [email redacted] now" });
  });

  test("ranges that lie side by side stay two", () => {
    expect(seenBy({ body: "ab" }, [plan([finding(["body"], 0, 1), finding(["body"], 1, 2)], { default: { email: "mask" } })])).toEqual({ body: "[email redacted][email redacted]" });
  });

  test("no character inside a finding that isn't kept survives, none outside is lost", () => {
    const anyFinding = fc.tuple(fc.nat(40), fc.nat(40), fc.constantFrom("a", "b", "c"), fc.boolean());
    const anyColumn = fc.record({ a: fc.constantFrom(...redactionModes), b: fc.constantFrom(...redactionModes), c: fc.constantFrom(...redactionModes) });
    fc.assert(fc.property(fc.array(anyFinding), anyColumn, anyColumn, (found, columnOne, columnTwo) => {
      const text = Array.from({ length: 30 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join("");
      const inPlan = (isFirst: boolean) => found.filter(([, , , first]) => first === isFirst).map(([start, end, detector]) => finding(["t"], start, end, { detector }));
      const plans = [plan(inPlan(true), { default: columnOne }), plan(inPlan(false), { default: columnTwo })];
      const seen = JSON.stringify(seenBy({ t: text }, plans));
      for (let index = 0; index < text.length; index += 1) {
        const isHidden = plans.some(({ findings, columns }) => findings.some(({ start, end, detector }) => start <= index && index < end && columns.default?.[detector] !== "keep"));
        const isInMerged = isHidden || !seen.includes(text[index] ?? "");
        if (isHidden) expect(seen).not.toContain(text[index]);
        else expect(isInMerged).toBe(false);
      }
    }), { numRuns: 300 });
  });

  test("stale paths and ranges never throw", () => {
    const odd = [finding(["nope", 1], 0, 5), finding(["body"], 99, 120), finding(["body"], -5, 2), finding(["body"], 9, 3), finding([], 0, 5), finding(["list"], 0, 1), finding(["body", "x"], 0, 1)];
    expect(seenBy({ body, list: [1] }, [plan(odd, { default: { email: "remove" } })])).toEqual({ body: "il ada@x.io now", list: [1] });
  });
});

test("the raw context is left as it was, and untouched branches are shared", () => {
  const payload = { body, other: { deep: [1] } };
  const context = sampleContext(payload, {}, [plan([inBody], { default: { email: "mask" } })]);
  const before = JSON.stringify(context);
  const seen = viewContext(context, { kind: "strictest" }).event.payload;
  expect(JSON.stringify(context)).toBe(before);
  expect((seen as typeof payload).other).toBe(payload.other);
});

test("an own key called __proto__ is redacted like any other", () => {
  const payload: Json = JSON.parse('{"__proto__":{"mail":"ada@x.io"}}');
  const seen = seenBy(payload, [plan([finding(["__proto__", "mail"], 0, 8)], { default: { email: "mask" } })]);
  expect(JSON.stringify(seen)).toBe('{"__proto__":{"mail":"[email redacted]"}}');
});

test("an output that was never rendered for a view is left out of it", () => {
  const context = sampleContext({ body }, { output: { leak: "ada@x.io" } }, [plan([inBody], { default: { email: "mask" } })]);
  expect(viewContext(context, { kind: "strictest" }).values).toEqual({});
  expect(viewContext({ ...context, outputs: { default: { ok: 1 } } }, { kind: "destination", id: "x" }).values).toEqual({ output: { ok: 1 } });
});
