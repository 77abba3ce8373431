import { verify } from "@node-rs/argon2";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { createOwner } from "./create-owner";

let testDatabase: TestDatabase;
let db: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 4);
});
afterAll(async () => {
  await closeDatabase(db);
  await testDatabase.drop();
});

const password = "correct horse battery";

test("creates the user, the organization, the owner's membership and the default source", async () => {
  const created = await createOwner({ email: " Jane@Example.com ", password, organization: "Größe & Co." }, db);
  const organization = await db.prisma.organization.findUniqueOrThrow({ where: { id: created.organizationId }, include: { memberships: true } });
  expect(organization).toMatchObject({ name: "Größe & Co.", memberships: [{ userId: created.userId, role: "owner" }] });
  expect(organization.slug).toMatch(/^[a-z0-9-]+$/);
  expect(organization.redactionKey.length).toBeGreaterThan(40);
  expect(await db.prisma.source.findUniqueOrThrow({ where: { id: created.sourceId } })).toMatchObject({ slug: "default", kind: "api", status: "active" });
  const user = await db.prisma.user.findUniqueOrThrow({ where: { id: created.userId } });
  expect(user.email).toBe("jane@example.com");
  expect(user.passwordHash).toMatch(/^\$argon2id\$/);
  expect(await verify(user.passwordHash ?? "", password)).toBe(true);
});

test("an address has one account, also when asked for twice at once; a taken name gets another slug", async () => {
  const results = await Promise.allSettled([1, 2].map(() => createOwner({ email: "two@example.com", password, organization: "Two" }, db)));
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const refused = results.find((result) => result.status === "rejected");
  expect(refused?.reason).toMatchObject({ code: "invalid_request", details: [{ path: "email" }] });
  const namesake = await createOwner({ email: "three@example.com", password, organization: "Two" }, db);
  expect(namesake.organizationSlug).toMatch(/^two-[0-9a-f]{6}$/);
});

test("refuses what can't be an account and names each field", async () => {
  const refused = createOwner({ email: "nobody", password: "short", organization: " " }, db);
  await expect(refused).rejects.toMatchObject({ code: "invalid_request", details: [{ path: "email" }, { path: "password" }, { path: "organization" }] });
});
