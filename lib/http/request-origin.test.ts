import { expect, test } from "vitest";
import { setEnvironment } from "@/lib/testing/set-environment";
import { isSecureRequest, requestOrigin } from "./request-origin";

test.each([
  ["", { host: "127.0.0.1:3000" }, "http://127.0.0.1:3000"],
  ["", { host: "127.0.0.1:3000", "x-forwarded-proto": "https", "x-forwarded-host": "events.example.com" }, "https://events.example.com"],
  ["https://events.example.com", { host: "events.example.com", "x-forwarded-proto": "http" }, "https://events.example.com"],
  // The machine itself, while the world comes over https.
  ["https://events.example.com", { host: "127.0.0.1:3000" }, "http://127.0.0.1:3000"],
  ["https://events.example.com", { host: "not a host" }, "https://events.example.com"],
] as const)("with PUBLIC_URL %j and %j the browser is at %s", (publicUrl, headers, origin) => {
  setEnvironment({ PUBLIC_URL: publicUrl });
  expect(requestOrigin(new Headers(headers))).toBe(origin);
  if (headers.host !== "not a host") expect(isSecureRequest(new Headers(headers))).toBe(origin.startsWith("https"));
});
