import { afterEach, beforeEach, expect, test, vi } from "vitest";

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllEnvs());

async function tokensOf(secret: string) {
  vi.resetModules();
  vi.stubEnv("NEXTAUTH_SECRET", secret);
  return import("./session-token");
}

const session = { userId: "usr_1", revision: 3 };

test("opens what was sealed, until it has run its time", async () => {
  const { openSession, sealSession, sessionMaxAge } = await tokensOf("s");
  const token = sealSession(session, 1_000_000);
  expect(token).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(openSession(token, 1_000_000 + sessionMaxAge * 1000 - 1)).toEqual(session);
  expect(openSession(token, 1_000_000 + sessionMaxAge * 1000)).toBeNull();
});

test("opens nothing that was made elsewhere or changed anywhere", async () => {
  const { openSession, sealSession } = await tokensOf("one");
  const token = sealSession(session);
  for (let at = 0; at < token.length; at += 7) {
    const changed = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
    expect(openSession(changed)).toBeNull();
  }
  for (const other of ["", "x", token.slice(0, -4), `${token}AAAA`]) expect(openSession(other)).toBeNull();
  const elsewhere = await tokensOf("another");
  expect(elsewhere.openSession(token)).toBeNull();
});
