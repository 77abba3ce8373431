import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { curlSnippet, goSnippet, pythonSnippet, sdkSnippet } from "./event-snippets";

const event = { type: "support.ticket.created", payload: { subject: "Can't pay & it's \"down\" $HOME `id`" } };
const snippet = { baseUrl: "http://127.0.0.1:3000", apiKey: "il_live_x", event };

test("a shell hands curl the event as it is, whatever its text holds", () => {
  const shown = curlSnippet(snippet).replace(/^curl/, 'printf "%s\\n"');
  const lines = execFileSync("sh", ["-c", shown], { encoding: "utf8" });
  expect(JSON.parse(lines.slice(lines.indexOf("{")))).toEqual(event);
  expect(lines).toContain("authorization: Bearer il_live_x");
});

test("the SDK's snippet names the key, the server and the event", () => {
  const text = sdkSnippet(snippet);
  for (const part of ['"il_live_x"', '"http://127.0.0.1:3000"', 'ingest("support.ticket.created", {']) expect(text).toContain(part);
});

test("Python holds the event in a raw string, whose own end it does not hold", () => {
  const raw = /json\.loads\(r"""([\s\S]*?)"""\)/.exec(pythonSnippet(snippet))?.[1] ?? "";
  expect(JSON.parse(raw)).toEqual(event);
});

test("Go holds the event in a raw string, without a backquote that would end it", () => {
  const raw = /event := `([^`]*)`/.exec(goSnippet(snippet))?.[1] ?? "";
  expect(JSON.parse(raw)).toEqual(event);
});
