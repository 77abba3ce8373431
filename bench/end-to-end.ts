// Events a second from the request to the receiver's door, through three steps and a webhook, with all their history; and
// the time one event alone takes. The floor does the same with nothing in between.
// Run: npx tsx bench/end-to-end.ts   (needs the build of `npm start`)
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { acquirePostgres } from "../scripts/embedded-postgres.mjs";
import { cpuMsOf, databaseCpuMs } from "./end-to-end/cpu-time";
import type { SinkOrder, SinkResult } from "./end-to-end/sink";
import { startServer } from "./server/start-server";

const events = Number(process.env.BENCH_EVENTS ?? 20_000);
// Until V8 has compiled what runs all the time: that takes a quarter of the server's CPU time, once.
const warmUpEvents = 10_000;
const dataDir = mkdtempSync(path.join(tmpdir(), "ingestlayer-bench-"));
chmodSync(dataDir, 0o755);
const postgres = await acquirePostgres({ dataDir });
const sink = child("sink");
// BENCH_PROFILE=directory writes a CPU profile of the server there.
const profile = process.env.BENCH_PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];
let failure: unknown;
try {
  await run(`http://127.0.0.1:${await portOf(sink)}/`);
} catch (error) {
  failure = error;
  console.error(error);
}
sink.kill();
await postgres.release();
rmSync(dataDir, { recursive: true, force: true });
process.exit(failure === undefined ? 0 : 1);

async function run(sinkUrl: string): Promise<void> {
  const rows: Record<string, string | number>[] = [];
  const floor = child("floor", [postgres.url, sinkUrl]);
  const floorPort = await portOf(floor);
  await measure("warm-up", floor, { port: floorPort, key: "-", callers: 32, events: warmUpEvents, lone: 0 });
  rows.push(await measure("floor", floor, { port: floorPort, key: "-", callers: 32, events, lone: 100 }));
  floor.kill();

  const { server, port, key, cli } = await startServer(dataDir, profile);
  try {
    await cli(["connection", "create", "webhook", "--slug", "sink", "--url", sinkUrl]);
    await cli(["pipeline", "import", path.join(import.meta.dirname, "end-to-end/pipeline.json"), "--deploy", "--activate"]);
    await measure("warm-up", server, { port, key, callers: 32, events: warmUpEvents, lone: 20 });
    await storeEvents(Number(process.env.BENCH_STORED_EVENTS ?? 0));
    rows.push({ ...(await measure("3 steps + webhook", server, { port, key, callers: 32, events, lone: 100 })), "server RSS MB": residentMb(server) });
    console.table(rows);
    console.log(`${cpus().length} cores for everything, Node ${process.version}; 32 callers; events/s from the first request to the last delivery`);
    await checkHistory();
  } finally {
    server.kill("SIGTERM");
    await once(server, "exit");
  }
}

async function measure(what: string, measured: ChildProcess, order: SinkOrder) {
  const cpuBefore = cpuMs(measured);
  sink.send(order);
  const [result] = (await once(sink, "message")) as [SinkResult];
  const cpuAfter = cpuMs(measured);
  const cpuAnEvent = (part: "node" | "postgres") => ((cpuAfter[part] - cpuBefore[part]) / (order.events + order.lone)).toFixed(3);
  if (result.failure) throw new Error(`${what}: ${result.failure}`);
  const sorted = result.latencies.toSorted((a, b) => a - b);
  const lone = result.lone.toSorted((a, b) => a - b);
  return {
    what,
    "acks/s": Math.round(order.events / (result.acknowledgedMs / 1000)),
    "events/s": Math.round(order.events / (result.deliveredMs / 1000)),
    "p50 ms": at(sorted, 0.5),
    "p95 ms": at(sorted, 0.95),
    "lone p50 ms": at(lone, 0.5),
    "lone p95 ms": at(lone, 0.95),
    "node CPU ms/event": cpuAnEvent("node"),
    "postgres CPU ms/event": cpuAnEvent("postgres"),
    load: loadavg()[0]?.toFixed(1) ?? "",
  };
}

/** What others do on the machine changes the rate, and hardly this. */
function cpuMs({ pid = 0 }: ChildProcess): { node: number; postgres: number } {
  return { node: cpuMsOf(pid), postgres: databaseCpuMs(dataDir) };
}

function at(sorted: number[], share: number): string {
  return (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(1);
}

/** BENCH_STORED_EVENTS=1000000: whether the cost of an event grows with the ones before it. */
async function storeEvents(count: number): Promise<void> {
  if (count === 0) return;
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(
    "INSERT INTO events (id, organization_id, source_id, type, payload, occurred_at) SELECT 'evt_00' || lpad(n::text, 24, '0'), e.organization_id, e.source_id, 'old.event', e.payload, now() FROM generate_series(1, $1::int) n, (SELECT * FROM events LIMIT 1) e",
    [count],
  );
  // Or their vacuum and their checkpoint would fall into what is measured.
  await client.query("VACUUM ANALYZE events");
  await client.query("CHECKPOINT");
  await client.end();
}

/** Speed without the history would be no result. */
async function checkHistory(): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const { rows: transactions } = await client.query("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()");
  console.log("transactions:", JSON.stringify(transactions[0]));
  const { rows: counted } = await client.query(
    "SELECT (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM runs WHERE status = 'succeeded') AS runs, (SELECT count(*) FROM step_runs) AS step_runs, (SELECT count(*) FROM deliveries WHERE status = 'delivered') AS delivered, (SELECT count(*) FROM attempts WHERE status = 'delivered') AS attempts",
  );
  await client.end();
  console.log("history:", JSON.stringify(counted[0]));
}

function child(name: string, args: string[] = []): ChildProcess {
  return fork(path.join(import.meta.dirname, `end-to-end/${name}.ts`), args, { execArgv: ["--import", "tsx"] });
}

async function portOf(process: ChildProcess): Promise<number> {
  const [address] = (await once(process, "message")) as [{ port: number }];
  return address.port;
}

function residentMb(process: ChildProcess): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${process.pid}/status`, "utf8"))?.[1];
  return Math.round(Number(kb) / 1024);
}
