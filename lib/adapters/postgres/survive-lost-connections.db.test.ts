import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { inTransaction } from "./in-transaction";

let testDatabase: TestDatabase;
let db: Database;
let other: pg.Client;
// An error that nobody listens to would end the process: Vitest would tell it of this file.
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 1);
  other = new pg.Client({ connectionString: testDatabase.url });
  await other.connect();
});
afterAll(async () => {
  await other.end();
  await closeDatabase(db);
  await testDatabase.drop();
});

/** As a restart of the database does. Whoever waited for the client's errors, too, would listen to them. */
async function endSession(client: pg.PoolClient, meanwhile = () => {}): Promise<void> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const ended = new Promise((resolve) => client.once("end", resolve));
  meanwhile();
  await other.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
  await ended;
}

test("a connection that breaks in a transaction fails what is done with it, and the next one is a new one", async () => {
  const broken = inTransaction(db.pool, async (client) => {
    await endSession(client);
    await client.query("SELECT 1 AS late");
  });
  await expect(broken).rejects.toThrow(/not queryable|terminated|closed/);
  expect(await inTransaction(db.pool, async (client) => (await client.query("SELECT 1 AS n")).rows)).toEqual([{ n: 1 }]);
});

test("what went wrong before the connection broke is what the caller is told", async () => {
  const broken = inTransaction(db.pool, async (client) => {
    await endSession(client);
    throw new Error("the caller's own");
  });
  await expect(broken).rejects.toThrow("the caller's own");
});

test("a connection that breaks while nobody uses it is replaced", async () => {
  const client = await db.pool.connect();
  await endSession(client, () => client.release());
  expect((await db.pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
});
