import { describe, expect, it } from "vitest";
import type { TestedDestination, TestedStep } from "@/lib/pipelines/test-resource";
import { destinationStatus, factWords, firstToRead, resultLines, type TestAnswer } from "./test-result";

const step = (id: string, status = "ok"): TestedStep => ({ step_id: id, kind: "filter.match", status, input: {}, output: null, changed: [], duration_ms: 1, reason: null, facts: null });
const destination = (id: string, over: Partial<TestedDestination> = {}): TestedDestination => ({ id, kind: "slack", when: null, message: {}, cuts: [], refused: null, ...over });
const answer = (over: Partial<TestAnswer>): TestAnswer => ({
  status: "succeeded", reason: null, is_matched: true, steps: [], destinations: [], problems: [], sent: null,
  context: { event: { id: "evt_1", type: "t", received_at: "", occurred_at: "", payload: { a: 1 }, meta: { source: "", url: "", idempotency_key: null } }, values: {}, redactions: [] },
  ...over,
});

describe("the lines of a test", () => {
  it("name their cards, number steps and destinations by themselves, and carry the documents around each step", () => {
    const wrote = { ...step("b"), output: { values: { classify: { x: "y" } } } };
    const lines = resultLines(answer({ steps: [step("a"), wrote], destinations: [destination("out")] }));
    expect(lines.map(({ key, number }) => [key, number])).toEqual([["step:a", 1], ["step:b", 2], ["destination:out", 1]]);
    expect(lines[1]).toMatchObject({ documents: { before: { event: { a: 1 } }, after: { event: { a: 1 }, classify: { x: "y" } } } });
  });

  it("are read from the step that stopped the run, else from the first message", () => {
    const stopped = resultLines(answer({ steps: [step("a"), step("b", "dropped"), step("c", "skipped")] }));
    expect(firstToRead(stopped)?.key).toBe("step:b");
    expect(firstToRead(resultLines(answer({ steps: [step("a")], destinations: [destination("out")] })))?.key).toBe("destination:out");
    expect(firstToRead([])).toBeUndefined();
  });
});

it("says what would become of a message", () => {
  expect(destinationStatus(destination("x")).word).toBe("would be sent");
  expect(destinationStatus(destination("x", { when: { holds: false, explain: "" } })).word).toBe("skipped");
  expect(destinationStatus(destination("x", { refused: { code: "c", detail: "d" } })).word).toBe("refused");
});

it("puts a step's facts into words and leaves out what is no word", () => {
  expect(factWords({ provider: "keyword", inputTokens: 12, rule: { word: "down" }, cache: null })).toEqual(["provider keyword", "input tokens 12"]);
  expect(factWords(null)).toEqual([]);
});
