import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { createOwner } from "@/lib/organizations/create-owner";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { signInWithPassword } from "./sign-in-with-password";

let testDatabase: TestDatabase;
let db: Database;
/** Another process on the same database shares nothing with the first but the database. */
let otherProcess: Database;
const password = "correct horse battery";
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 4);
  otherProcess = openDatabase(testDatabase.url, 4);
});
afterAll(async () => {
  await Promise.all([closeDatabase(db), closeDatabase(otherProcess)]);
  await testDatabase.drop();
});

let users = 0;
async function createUser(): Promise<{ email: string; userId: string }> {
  const email = `user${++users}@example.com`;
  return { email, userId: (await createOwner({ email, password, organization: `Org ${users}` }, db)).userId };
}

/** The code of each answer, `null` for a sign-in. */
async function outcome(email: string, given: string, network: string, via = db): Promise<string | null> {
  return signInWithPassword({ email, password: given, network }, via).then(
    () => null,
    (error) => error.code,
  );
}

test("the right password signs in, whatever the case of the address", async () => {
  const { email, userId } = await createUser();
  expect(await signInWithPassword({ email: ` ${email.toUpperCase()} `, password, network: "192.0.2.1" }, db)).toEqual({ userId, revision: 1 });
});

test("an unknown address and a wrong password get the same answer, and neither is quick", async () => {
  const { email } = await createUser();
  const refuse = async (address: string) => {
    const startedAt = performance.now();
    const { code, message } = await signInWithPassword({ email: address, password: "wrong password", network: "192.0.2.2" }, db).catch((thrown) => thrown);
    return { answer: `${code}: ${message}`, elapsedMs: performance.now() - startedAt };
  };
  const [wrong, unknown] = [[await refuse(email)], [await refuse("nobody@example.com")]];
  for (let n = 0; n < 3; n++) {
    wrong.push(await refuse(email));
    unknown.push(await refuse("nobody@example.com"));
  }
  expect(unknown.map(({ answer }) => answer)).toEqual(wrong.map(({ answer }) => answer));
  // An argon2id hash takes its time; a lookup that finds nothing would be done in a hundredth of it.
  const quickest = (tries: typeof wrong) => Math.min(...tries.map(({ elapsedMs }) => elapsedMs));
  expect(quickest(unknown)).toBeGreaterThan(quickest(wrong) / 4);
});

test("an address takes ten wrong passwords, over all processes and from anywhere; then the right one waits as well", async () => {
  const { email } = await createUser();
  const tries = await Promise.all(Array.from({ length: 14 }, (_, n) => outcome(email, `guess ${n}`, `198.51.100.${n}`, n % 2 ? db : otherProcess)));
  expect(tries.filter((code) => code === "unauthenticated")).toHaveLength(10);
  expect(tries.filter((code) => code === "rate_limited")).toHaveLength(4);
  const refused = await signInWithPassword({ email, password, network: "203.0.113.9" }, otherProcess).catch((error) => error);
  expect(refused).toMatchObject({ code: "rate_limited", message: expect.stringMatching(/^Too many tries\. Try again in \d+ seconds\.$/) });
  expect(refused.retryAfterMs).toBeGreaterThan(30_000);
  expect(refused.retryAfterMs).toBeLessThanOrEqual(60_000);
  // A minute on, one more.
  await db.pool.query("UPDATE sign_in_limits SET empty_at = empty_at - interval '1 minute'");
  expect(await outcome(email, password, "203.0.113.9")).toBeNull();
});

test("a network address takes forty, over all accounts", async () => {
  await db.pool.query("TRUNCATE sign_in_limits");
  const tries = await Promise.all(Array.from({ length: 44 }, (_, n) => outcome(`spray${n}@example.com`, "Summer2026!", "203.0.113.5", n % 2 ? db : otherProcess)));
  expect(tries.filter((code) => code === "rate_limited")).toHaveLength(4);
});

test("what went well counts against nobody", async () => {
  const { email } = await createUser();
  for (let n = 0; n < 12; n++) expect(await outcome(email, password, "203.0.113.7")).toBeNull();
  for (let n = 0; n < 9; n++) await outcome(email, "oops oops oops", "203.0.113.7");
  expect(await outcome(email, password, "203.0.113.7")).toBeNull();
  for (let n = 0; n < 9; n++) expect(await outcome(email, "oops oops oops", "203.0.113.7")).toBe("unauthenticated");
});

test("an account that is in no organization any more is told so, once its password was right", async () => {
  const { email, userId } = await createUser();
  await db.prisma.membership.deleteMany({ where: { userId } });
  expect(await outcome(email, "wrong password", "203.0.113.8")).toBe("unauthenticated");
  expect(await outcome(email, password, "203.0.113.8")).toBe("forbidden");
});

test("an account without a password takes none", async () => {
  const { email, userId } = await createUser();
  await db.prisma.user.update({ where: { id: userId }, data: { passwordHash: null } });
  for (const given of [password, "", "nobody's password"]) expect(await outcome(email, given, "203.0.113.10")).toBe("unauthenticated");
});
