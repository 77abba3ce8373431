import { expect, it } from "vitest";
import { parsePayload, readChoice } from "./sample-choice";

it("takes up what was chosen last, and nothing that it can't read", () => {
  expect(readChoice('{"kind":"json","type":"a","text":"{}"}')).toEqual({ kind: "json", type: "a", text: "{}" });
  for (const stored of [null, "", "{", '{"kind":"other"}', "5"]) expect(readChoice(stored)).toBeNull();
});

it("takes objects as payloads and says what is wrong with anything else", () => {
  expect(parsePayload('{"a": [1, null]}')).toEqual({ payload: { a: [1, null] } });
  expect(parsePayload("[1]")).toEqual({ problem: "A payload is a JSON object: { … }." });
  expect(parsePayload("{a")).toEqual({ problem: expect.stringMatching(/JSON/) });
});
