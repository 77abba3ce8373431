// The least that does the same job: node:http, a batched insert before the 202, a SKIP LOCKED worker, one outbound POST
// and one completion write an event. No steps, no history.
import { createServer, type Server } from "node:http";
import pg from "pg";
import { Pool } from "undici";
import { createBatchWriter } from "../../lib/adapters/postgres/batch-writer";

const [databaseUrl = "", sinkUrl = ""] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 });
await pool.query("CREATE TABLE IF NOT EXISTS floor_events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload jsonb NOT NULL, state smallint NOT NULL DEFAULT 0)");
await pool.query("CREATE INDEX IF NOT EXISTS floor_due ON floor_events (id) WHERE state = 0");

const sink = new Pool(new URL(sinkUrl).origin, { connections: 64 });
const insert = createBatchWriter<string, undefined>({
  flush: async (payloads) => {
    await pool.query({ name: "insert", text: "INSERT INTO floor_events (payload) SELECT unnest($1::jsonb[])", values: [payloads] });
    wake();
    return payloads.map(() => undefined);
  },
});
const complete = createBatchWriter<string, undefined>({
  flush: async (ids) => {
    await pool.query({ name: "complete", text: "UPDATE floor_events SET state = 2 WHERE id = ANY ($1::bigint[])", values: [ids] });
    return ids.map(() => undefined);
  },
});

let inFlight = 0;
let isClaiming = false;
let isAgain = false;

function wake(): void {
  isAgain = true;
  if (!isClaiming) void claim();
}

async function claim(): Promise<void> {
  isClaiming = true;
  while (isAgain && inFlight < 256) {
    isAgain = false;
    const { rows } = await pool.query<{ id: string; payload: unknown }>({
      name: "claim",
      text: "WITH c AS (SELECT id FROM floor_events WHERE state = 0 ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED) UPDATE floor_events f SET state = 1 FROM c WHERE f.id = c.id RETURNING f.id, f.payload",
      values: [256 - inFlight],
    });
    if (rows.length > 0) isAgain = true;
    for (const row of rows) void deliver(row.id, row.payload);
  }
  isClaiming = false;
}

async function deliver(id: string, payload: unknown): Promise<void> {
  inFlight++;
  const { body } = await sink.request({ method: "POST", path: "/", headers: { "content-type": "application/json" }, body: JSON.stringify(payload) });
  await body.dump();
  await complete.write(id);
  inFlight--;
  wake();
}

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { payload } = JSON.parse(Buffer.concat(chunks).toString()) as { payload: unknown };
    void insert.write(JSON.stringify(payload)).then(() => {
      response.writeHead(202, { "content-type": "application/json", "content-length": 2 });
      response.end("{}");
    });
  });
})
  .listen(0, "127.0.0.1", function (this: Server) {
    process.send?.(this.address());
  });
process.on("disconnect", () => process.exit());
