import { expect, test } from "vitest";
import { searchOf } from "./api-client";
import { apiErrorFrom } from "./api-error";
import { describeError } from "./describe-error";

test("an answer's code, message, details and request id are kept", () => {
  const body = { error: { code: "invalid_request", message: "name: expected text", details: [{ path: "name", message: "expected text" }] } };
  expect(apiErrorFrom(400, body, "req_1")).toMatchObject({ status: 400, code: "invalid_request", message: "name: expected text", details: [{ path: "name", message: "expected text" }], requestId: "req_1" });
});

test("an answer that is none of ours (a proxy's page) still makes a readable error", () => {
  for (const body of [undefined, "<html>", { error: "no" }, { error: { code: 5, details: [null, { path: 1 }] } }]) {
    expect(apiErrorFrom(502, body, null)).toMatchObject({ status: 502, code: "internal", message: "The server answered 502 without saying why.", details: [], requestId: null });
  }
});

test("no answer at all is told as such", () => {
  expect(apiErrorFrom(0, undefined, null)).toMatchObject({ status: 0, code: "unreachable" });
});

test("an error of the page itself shows no inner words", () => {
  expect(describeError(new TypeError("x is undefined")).message).toBe("Something went wrong on this page.");
  expect(describeError(apiErrorFrom(403, { error: { code: "forbidden", message: "Viewers can't edit" } }, "req_2"))).toEqual({ message: "Viewers can't edit", requestId: "req_2" });
});

test("empty parameters are left out and lists repeat their name", () => {
  expect(searchOf({})).toBe("");
  expect(searchOf({ q: "a b", status: ["dead", "held"], cursor: undefined, type: "", limit: 50 })).toBe("?q=a+b&status=dead&status=held&limit=50");
});
