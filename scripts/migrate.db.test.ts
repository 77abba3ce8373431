import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../lib/testing/database";
import { migrate } from "./migrate.mjs";

describe("migrate", () => {
  let database: TestDatabase;
  let client: pg.Client;
  let dir: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  beforeEach(async () => {
    dir = mkdtempSync(path.join(tmpdir(), "migrations-"));
    await client.query("DROP TABLE IF EXISTS _prisma_migrations, first_table, second_table");
  });

  function addMigration(name: string, sql: string): void {
    mkdirSync(path.join(dir, name), { recursive: true });
    writeFileSync(path.join(dir, name, "migration.sql"), sql);
  }

  it("applies each migration once, in the order of the names, when three processes start at once", async () => {
    addMigration("20260102_second", "INSERT INTO first_table VALUES (2);");
    addMigration("20260101_first", "CREATE TABLE first_table (n int); INSERT INTO first_table VALUES (1);");

    const applied = await Promise.all([migrate(database.url, dir), migrate(database.url, dir), migrate(database.url, dir)]);

    expect(applied.flat()).toEqual(["20260101_first", "20260102_second"]);
    expect((await client.query("SELECT n FROM first_table ORDER BY n")).rows).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it("leaves nothing of a migration that fails, and refuses to go on until it is resolved", async () => {
    addMigration("20260101_broken", "CREATE TABLE second_table (n int); SELECT 1 / 0;");

    await expect(migrate(database.url, dir)).rejects.toThrow("migration 20260101_broken failed: division by zero");
    expect((await client.query("SELECT to_regclass('second_table') AS found")).rows).toEqual([{ found: null }]);
    addMigration("20260102_next", "CREATE TABLE second_table (n int);");
    await expect(migrate(database.url, dir)).rejects.toThrow("prisma migrate resolve --rolled-back 20260101_broken");
    expect((await client.query("SELECT to_regclass('second_table') AS found")).rows).toEqual([{ found: null }]);
  });

  it("goes on after a failed migration was corrected and marked as rolled back", async () => {
    addMigration("20260101_broken", "SELECT 1 / 0;");
    await expect(migrate(database.url, dir)).rejects.toThrow("division by zero");
    await client.query("UPDATE _prisma_migrations SET rolled_back_at = now()");
    addMigration("20260101_broken", "CREATE TABLE second_table (n int);");

    expect(await migrate(database.url, dir)).toEqual(["20260101_broken"]);
  });

  it("warns of a migration that was edited after it was applied", async () => {
    addMigration("20260101_first", "SELECT 1;");
    await migrate(database.url, dir);
    addMigration("20260101_first", "SELECT 2;");
    const lines: string[] = [];

    expect(await migrate(database.url, dir, (line: string) => lines.push(line))).toEqual([]);
    expect(lines).toEqual(["warning: migration 20260101_first was edited after it was applied"]);
  });
});
