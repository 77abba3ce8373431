// Durable acknowledgements a second of POST /v1/ingest over real HTTP: server, load and Postgres are processes of their own.
// Run: npx tsx bench/ingest.ts   (DATABASE_URL, or a PostgreSQL of its own in a temporary directory)
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { closeDatabase, openDatabase } from "../lib/db";
import { createPipeline, createTenant } from "../lib/ingest/testing/tenant";
import { saveSchema } from "../lib/schemas/save-schema";
import { acquirePostgres } from "../scripts/embedded-postgres.mjs";
import { migrate } from "../scripts/migrate.mjs";
import type { LoadOrder, LoadResult } from "./ingest/load";
import type { ServerOrder, ServerReport } from "./ingest/server";

/** Of the events that bench/ingest/load.ts sends. */
const benchSchema = `event: ticket.created
schema:
  id: integer
  subject: string
  body: string
  customer: { email: email, plan: string, seats: integer }
  tags: string[]
  vip: boolean
`;
const secondsARow = Number(process.env.BENCH_SECONDS ?? 5);
let acknowledged = 0;

type Row = { what: string; callers: number; "acks/s": number; "events/s": number; "p50 ms": string; "p99 ms": string; "server µs/event": string; load: string };

const database = await openBenchDatabase();
const db = openDatabase(database.url, 4);
const plain = await createTenant(db);
const crowded = await createTenant(db);
for (let i = 0; i < 200; i++) {
  const match = i % 4 === 0 ? `never-${i}.*` : `never-${i}`;
  await createPipeline(crowded.organizationId, [{ source: crowded.sourceId, match }], db);
}
const matching = await createTenant(db);
await createPipeline(matching.organizationId, [{ source: matching.sourceId, match: "ticket.*" }], db);

// What the load sends, declared: every event is looked at, and every key is remembered.
const declared = await createTenant(db);
await saveSchema({ organizationId: declared.organizationId, actor: "system" }, { yaml: benchSchema, mode: "refuse" }, db);
// A limit that is never reached: what it costs to ask.
const limited = await createTenant(db);
await db.prisma.source.update({ where: { id: limited.sourceId }, data: { ratePerSecond: 100_000, rateBurst: 1_000_000 } });

const load = child("load");
const rows: Row[] = [];
const floor = await startServer("floor");
for (const callers of [32, 256]) rows.push(await measure("floor: node:http, batched insert", floor, plain.key, { callers }));
await stop(floor.process);
const gate = await startServer("gate");
await measure("warm-up", gate, plain.key, { callers: 64 });
for (const callers of [32, 256]) rows.push(await measure("ingest", gate, plain.key, { callers }));
rows.push(await measure("with an idempotency key", gate, plain.key, { callers: 256, hasKey: true }));
rows.push(await measure("with a key and a schema that refuses", gate, declared.key, { callers: 256, hasKey: true }));
rows.push(await measure("with a limit on its source", gate, limited.key, { callers: 256 }));
rows.push(await measure("200 pipelines that do not match", gate, crowded.key, { callers: 256 }));
rows.push(await measure("1 that matches (run and job stored)", gate, matching.key, { callers: 256 }));
rows.push(await measure("batches of 100", gate, plain.key, { callers: 8, eventsACall: 100 }));
await stop(gate.process);
await stop(load);
console.table(rows);
console.log(`${cpus().length} cores for everything, Node ${process.version}; bodies of about 400 bytes an event; every ack after its commit`);
await checkCounts();
await closeDatabase(db);
await database.close();

type Server = { process: ChildProcess; port: number };

async function measure(what: string, server: Server, key: string, order: Partial<LoadOrder>): Promise<Row> {
  const full: LoadOrder = { port: server.port, key, callers: 32, eventsACall: 1, hasKey: false, seconds: secondsARow, ...order };
  const cpuBefore = await cpuMs(server);
  load.send(full);
  const [result] = (await once(load, "message")) as [LoadResult];
  const cpu = (await cpuMs(server)) - cpuBefore;
  if (result.failed > 0) throw new Error(`${what}: ${result.failed} calls were not acknowledged: ${result.failure}`);
  acknowledged += what.startsWith("floor") ? 0 : result.calls * full.eventsACall;
  return {
    what,
    callers: full.callers,
    "acks/s": Math.round(result.calls / result.seconds),
    "events/s": Math.round((result.calls * full.eventsACall) / result.seconds),
    "p50 ms": result.p50Ms.toFixed(1),
    "p99 ms": result.p99Ms.toFixed(1),
    "server µs/event": ((cpu * 1000) / (result.calls * full.eventsACall)).toFixed(0),
    load: (loadavg()[0] ?? 0).toFixed(1),
  };
}


/** What was acknowledged is there, each once. */
async function checkCounts(): Promise<void> {
  const stored = await db.prisma.event.count({ where: { organizationId: { not: "floor" } } });
  console.log(`${acknowledged} events acknowledged, ${stored} stored: ${stored === acknowledged ? "right" : "WRONG"}`);
  if (stored !== acknowledged) process.exitCode = 1;
}

async function startServer(kind: ServerOrder["kind"]): Promise<Server> {
  const server = child("server");
  server.send({ kind, databaseUrl: database.url } satisfies ServerOrder);
  const [report] = (await once(server, "message")) as [ServerReport];
  return { process: server, port: report.port };
}

async function cpuMs({ process: server, port }: Server): Promise<number> {
  server.send({ kind: "report", databaseUrl: "" } satisfies ServerOrder);
  const [report] = (await once(server, "message")) as [ServerReport];
  return report.port === port ? report.cpuMs : Number.NaN;
}

function child(name: "load" | "server"): ChildProcess {
  return fork(path.join(import.meta.dirname, "ingest", `${name}.ts`), { execArgv: ["--import", "tsx", ...(name === "server" ? profiling() : [])] });
}

function profiling(): string[] {
  return process.env.BENCH_PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];
}

async function stop(running: ChildProcess): Promise<void> {
  const exited = once(running, "exit");
  running.disconnect();
  await exited;
}

async function openBenchDatabase(): Promise<{ url: string; close: () => Promise<void> }> {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, close: async () => {} };
  const dataDir = mkdtempSync(path.join(tmpdir(), "ingest-bench-"));
  chmodSync(dataDir, 0o755);
  const postgres = await acquirePostgres({ dataDir });
  await migrate(postgres.url);
  const close = async () => {
    await postgres.release();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url: postgres.url, close };
}
