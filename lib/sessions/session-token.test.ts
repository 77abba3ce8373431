import { expect, test } from "vitest";
import { setEnvironment } from "@/lib/testing/set-environment";
import { openSession, sealSession, sessionMaxAge } from "./session-token";

const useSecret = (secret: string) => setEnvironment({ NEXTAUTH_SECRET: secret });

const session = { userId: "usr_1", revision: 3 };

test("opens what was sealed, until it has run its time", () => {
  useSecret("s");
  const token = sealSession(session, 1_000_000);
  expect(token).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(openSession(token, 1_000_000 + sessionMaxAge * 1000 - 1)).toEqual(session);
  expect(openSession(token, 1_000_000 + sessionMaxAge * 1000)).toBeNull();
});

test("opens nothing that was made elsewhere or changed anywhere", () => {
  useSecret("one");
  const token = sealSession(session);
  for (let at = 0; at < token.length; at += 7) {
    const changed = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
    expect(openSession(changed)).toBeNull();
  }
  for (const other of ["", "x", token.slice(0, -4), `${token}AAAA`]) expect(openSession(other)).toBeNull();
  useSecret("another");
  expect(openSession(token)).toBeNull();
});
