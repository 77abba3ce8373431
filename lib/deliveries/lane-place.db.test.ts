import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { newId } from "@/lib/ids";
import { createTestDatabase } from "@/lib/testing/database";

let testDatabase: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 2);
});

afterAll(async () => {
  await closeDatabase(db);
  await testDatabase.drop();
});

async function places(ids: string[]): Promise<bigint[]> {
  const { rows } = await db.pool.query<{ place: string }>("SELECT event_place(id)::text AS place FROM unnest($1::text[]) WITH ORDINALITY AS x(id, n) ORDER BY n", [ids]);
  return rows.map((row) => BigInt(row.place));
}

it("places events of one process as their ids sort, within a millisecond too", async () => {
  const ids = Array.from({ length: 300 }, (_, i) => newId("event", 1_795_000_000_000 + Math.floor(i / 100)));
  const found = await places(ids);
  for (let i = 1; i < found.length; i++) expect((found[i] ?? 0n) > (found[i - 1] ?? 0n)).toBe(true);
});

it("places by time across processes, and a retry behind what came before it is due", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1_600_000_000_000, max: 4_000_000_000_000 }), fc.integer({ min: 1, max: 1e9 }), async (ms, later) => {
      const symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
      const ulid = (time: number, tail: string) => {
        let head = "";
        for (let i = 0; i < 10; i++, time = Math.floor(time / 32)) head = symbols.charAt(time % 32) + head;
        return `evt_${head}${tail.repeat(16)}`;
      };
      const [first = 0n, second = 0n] = await places([ulid(ms, "Z"), ulid(ms + later, "0")]);
      expect(second > first).toBe(true);
      const { rows } = await db.pool.query<{ place: string }>("SELECT tail_place(to_timestamp($1::float8 / 1000))::text AS place", [ms + later]);
      expect(BigInt(rows[0]?.place ?? 0) > first).toBe(true);
    }),
    { numRuns: 30 },
  );
});
