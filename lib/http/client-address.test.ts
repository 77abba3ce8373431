import { expect, test } from "vitest";
import { clientAddress } from "./client-address";

test("believes the proxy nearest to us, not what the caller wrote before it", () => {
  expect(clientAddress(new Headers({ "x-forwarded-for": "10.0.0.1, 203.0.113.9" }))).toBe("203.0.113.9");
  expect(clientAddress(new Headers({ "x-forwarded-for": "::1" }))).toBe("::1");
  expect(clientAddress(new Headers())).toBe("unknown");
});
