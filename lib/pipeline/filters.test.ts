import { describe, expect, test } from "vitest";
import { escapeNone } from "./escape";
import { templateFilters } from "./filters";
import { proseOf, renderProse } from "./template-prose";
import { sampleContext } from "./testing/sample-context";

const context = sampleContext({
  amount: 4900, text: "ada lovelace", list: ["a", 1, { b: 2 }], object: { b: 1 }, time: "2026-11-23T09:05:07Z", seconds: 1_700_000_000, ms: 1_700_000_000_000, currency: "JPY", emoji: "ab😀c", numeric: "1234.5",
});
const render = (expression: string) => renderProse(proseOf(`{{ ${expression} }}`), context, escapeNone, { now: Date.parse("2026-11-23T10:05:07Z") });

describe("filters", () => {
  test.each([
    ["$event.amount | money: 'USD'", "$49.00"], ["$event.amount | money: 'eur'", "€49.00"], ["$event.amount | money: $event.currency", "¥4,900"], ["$event.amount | money: 'KWD'", "KWD 4.900"],
    ["$event.amount | money", "49.00"], ["$event.amount | money: 'EURO'", "49.00 EURO"], ["$event.nope | money: 'USD'", ""], ["$event.text | money: 'USD'", "ada lovelace"], ["'4900' | money: 'USD'", "$49.00"],
    ["-4900 | money: 'USD'", "-$49.00"],
    ["$event.numeric | number", "1,234.5"], ["$event.numeric | number: 0", "1,235"], ["$event.numeric | number: 2", "1,234.50"], ["1 | number: 99", "1.00000000000000000000"], ["$event.text | number", "ada lovelace"],
    ["$event.text | upper", "ADA LOVELACE"], ["$event.text | capitalize", "Ada lovelace"], ["'ÀB' | lower", "àb"],
    ["$event.text | truncate: 5", "ada …"], ["$event.text | truncate: 5, '...'", "ad..."], ["$event.text | truncate: 99", "ada lovelace"], ["$event.emoji | truncate: 4", "ab…"], ["$event.text | truncate: 0", ""],
    ["$event.text | truncate: 'x'", "ada lovelace"],
    ["$event.time | date", "2026-11-23 09:05"], ["$event.time | date: 'D MMM YYYY, h:mm A'", "23 Nov 2026, 9:05 AM"], ["$event.time | date: 'HH:mm ZZZ', 'Europe/Berlin'", "10:05 GMT+1"],
    ["$event.time | date: 'dddd [at] ss'", "Monday at 07"], ["$event.time | date: 'HH', 'No/Where'", "09"], ["$event.seconds | date: 'YYYY-MM-DD'", "2023-11-14"], ["$event.ms | date: 'YYYY-MM-DD'", "2023-11-14"],
    ["$event.text | date", "ada lovelace"], ["$event.nope | date", ""],
    ["$event.time | relative", "1 hour ago"], ["'2026-11-26T10:05:07Z' | relative", "in 3 days"], ["'2026-11-23T10:05:00Z' | relative", "just now"], ["'2023-01-01' | relative", "3 years ago"], ["'soon' | relative", "soon"],
    ["$event.object | json", '{"b":1}'], ["$event.object | json: 1", '{\n "b": 1\n}'], ["$event.nope | json", "null"], ["$event.text | json", '"ada lovelace"'],
    ["$event.list | join", 'a, 1, {"b":2}'], ["$event.list | join: '/'", 'a/1/{"b":2}'], ["$event.text | join", "ada lovelace"],
    ["$event.list | first", "a"], ["$event.list | last", '{"b":2}'], ["$event.text | first", "a"], ["'😀x' | first", "😀"], ["'x😀' | last", "😀"], ["$event.nope | first", ""],
    ["$event.list | size", "3"], ["$event.text | size", "12"], ["$event.object | size", "1"], ["$event.nope | size", "0"],
    ["$event.text | replace: 'a', 'o'", "odo loveloce"], ["$event.text | replace: ' '", "adalovelace"], ["$event.text | replace: '', 'x'", "ada lovelace"], ["'$&.' | replace: '.', '$&'", "$&$&"],
    ["$event.nope | default: 'x'", "x"], ["'' | default: 1", "1"], ["false | default: 'x'", "false"], ["0 | default: 'x'", "0"], ["'it\\'s\\n' | upper", "IT'S\n"],
  ])("%s", (expression, text) => {
    expect(render(expression).replaceAll("\u00a0", " ")).toBe(text);
  });

  test("the table has exactly the documented ones", () => {
    expect(Object.keys(templateFilters)).toEqual(["default", "upper", "lower", "capitalize", "truncate", "date", "relative", "number", "money", "json", "join", "first", "last", "size", "replace", "raw"]);
  });
});
