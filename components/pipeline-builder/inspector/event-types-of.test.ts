import { expect, it } from "vitest";
import { mergeFields, typesOf } from "./event-types-of";

const known = [{ type: "ticket.closed", count: 5 }, { type: "ticket.created", count: 90 }, { type: "payment.failed", count: 50 }, { type: "payment.ok", count: 70 }];

it("finds the types that the sources let in, most frequent first", () => {
  expect(typesOf([{ source: "a", match: "ticket.*" }], known)).toEqual(["ticket.created", "ticket.closed"]);
  expect(typesOf([], known)).toEqual(["ticket.created", "payment.ok", "payment.failed"]);
  expect(typesOf([{ source: "a" }], known)[0]).toBe("ticket.created");
});

it("puts a type that is named in full first, even before it was ever seen", () => {
  expect(typesOf([{ source: "a", match: "user.created" }], known)).toEqual(["user.created"]);
  expect(typesOf([{ source: "a", match: "*" }, { source: "b", match: "ticket.closed" }], known)[0]).toBe("ticket.closed");
});

it("merges fields of several types by their path", () => {
  const field = (path: string, type: "string" | "number") => ({ path, type, seen: 1 });
  expect(mergeFields([[field("$event.a", "string")], [field("$event.a", "number"), field("$event.b", "number")]])).toEqual(
    expect.arrayContaining([field("$event.a", "string"), field("$event.b", "number")]),
  );
});
