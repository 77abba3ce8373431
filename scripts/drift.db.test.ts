import { execFileSync, spawnSync } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../lib/testing/database";

const projectDir = path.resolve(import.meta.dirname, "..");
const prisma = path.join(projectDir, "node_modules/prisma/build/index.js");

describe("the database schema", () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await createTestDatabase()));
  afterAll(() => database.drop());

  it("is the same in prisma/schema.prisma and in the migrations", () => {
    const args = ["migrate", "diff", "--from-migrations", "prisma/migrations", "--to-schema", "prisma/schema.prisma", "--exit-code", "--script"];
    const result = spawnSync(process.execPath, [prisma, ...args], { cwd: projectDir, env: { ...process.env, DATABASE_URL: database.url }, encoding: "utf8" });
    expect({ status: result.status, drift: result.stdout.trim() }, result.stderr).toEqual({ status: 0, drift: "-- This is an empty migration." });
  }, 60_000);

  it("has, migrated by the start, the history that prisma migrate takes for its own", () => {
    const output = execFileSync(process.execPath, [prisma, "migrate", "status"], { cwd: projectDir, env: { ...process.env, DATABASE_URL: database.url }, encoding: "utf8" });
    expect(output).toContain("Database schema is up to date!");
  }, 60_000);
});
