import { afterAll, beforeAll, expect, test } from "vitest";
import { listAuditEntries } from "@/lib/audit/list-audit-entries";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import type { Actor } from "@/lib/http/authenticate";
import { newId } from "@/lib/ids";
import { createTenant } from "@/lib/ingest/testing/tenant";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { getOrganization } from "./get-organization";
import { renameOrganization } from "./rename-organization";

let testDatabase: TestDatabase;
let db: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 2);
});
afterAll(async () => {
  await closeDatabase(db);
  await testDatabase.drop();
});

async function createMember(role: "owner" | "editor"): Promise<Actor> {
  const { organizationId } = await createTenant(db);
  const userId = newId("user");
  await db.prisma.user.create({ data: { id: userId, email: `${userId.toLowerCase()}@example.com`, passwordHash: "x" } });
  return { organizationId, scopes: ["read", "manage"], userId, role };
}

async function renamings({ organizationId }: Actor) {
  const { data } = await listAuditEntries(db, organizationId, { limit: 10 });
  return data.filter(({ action }) => action === "organization.renamed");
}

test("an owner renames the organization, its slug stays, and the audit log says who did it", async () => {
  const owner = await createMember("owner");
  const before = await getOrganization(db, owner.organizationId);
  const renamed = await renameOrganization(db, owner, "Acme Support");
  expect(renamed).toEqual({ ...before, name: "Acme Support" });
  expect(await getOrganization(db, owner.organizationId)).toEqual(renamed);
  expect(await renamings(owner)).toMatchObject([
    { action: "organization.renamed", actor: `user:${owner.userId}`, actor_name: `${owner.userId?.toLowerCase()}@example.com`, detail: { from: "Test", to: "Acme Support" } },
  ]);
});

test("the name it has already is no change", async () => {
  const owner = await createMember("owner");
  await renameOrganization(db, owner, "Test");
  expect(await renamings(owner)).toEqual([]);
});

test("an editor and a key are refused", async () => {
  const editor = await createMember("editor");
  await expect(renameOrganization(db, editor, "Mine")).rejects.toMatchObject({ code: "forbidden" });
  await expect(renameOrganization(db, { organizationId: editor.organizationId, scopes: ["manage"], keyId: "key_1" }, "Mine")).rejects.toMatchObject({ code: "forbidden" });
});
