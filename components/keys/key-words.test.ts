import { expect, it } from "vitest";
import { creatorOf, expiryOf, keyStatus } from "./key-words";

const now = Date.UTC(2027, 0, 1);

it("a key is expired from its time on, and revoked whatever its time", () => {
  expect(keyStatus({ revoked_at: null, expires_at: null }, now)).toBe("active");
  expect(keyStatus({ revoked_at: null, expires_at: "2027-01-01T00:00:00.000Z" }, now)).toBe("expired");
  expect(keyStatus({ revoked_at: null, expires_at: "2027-01-01T00:00:00.001Z" }, now)).toBe("active");
  expect(keyStatus({ revoked_at: "2026-01-01T00:00:00.000Z", expires_at: "2020-01-01T00:00:00.000Z" }, now)).toBe("revoked");
});

it("an expiry is a time to come, and never is none", () => {
  expect(expiryOf("30", now)).toBe("2027-01-31T00:00:00.000Z");
  expect(expiryOf("never", now)).toBeUndefined();
});

it("says who made a key, also when they left", () => {
  expect(creatorOf({ created_by: "user:usr_1", created_by_name: "Ada" })).toBe("Ada");
  expect(creatorOf({ created_by: "user:usr_1", created_by_name: null })).toBe("a former member");
  expect(creatorOf({ created_by: "key:key_1", created_by_name: "deploy" })).toBe("key deploy");
  expect(creatorOf({ created_by: "system", created_by_name: null })).toBe("command line");
});
