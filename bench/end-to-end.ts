// Events a second from the request to the receiver's door, through three steps and a webhook, with all their history; and
// the time one event alone takes. The floor does the same with nothing in between.
// Run: npx tsx bench/end-to-end.ts   (needs the build of `npm start`)
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { firstIdAt } from "@/lib/ids";
import { acquirePostgres } from "../scripts/embedded-postgres.mjs";
import { cpuMsOf, databaseCpuMs } from "./end-to-end/cpu-time";
import type { SinkOrder, SinkResult } from "./end-to-end/sink";
import { startServer } from "./server/start-server";

// The floor and the product take turns: a shared machine is faster in one minute than in the next.
const rounds = 10;
const eventsARound = Math.ceil(Number(process.env.BENCH_EVENTS ?? 20_000) / rounds);
// Until V8 has compiled what runs all the time: that takes a quarter of the server's CPU time, once.
const warmUpEvents = 10_000;
// BENCH_STORED_EVENTS=1000000: whether the cost of an event grows with the ones before it.
const storedEvents = Number(process.env.BENCH_STORED_EVENTS ?? 0);
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
  const floor = child("floor", [postgres.url, sinkUrl]);
  const floorPort = await portOf(floor);
  const { server, port, key, cli } = await startServer(dataDir, profile);
  try {
    await cli(["connection", "create", "webhook", "--slug", "sink", "--url", sinkUrl]);
    await cli(["pipeline", "import", path.join(import.meta.dirname, "end-to-end/pipeline.json"), "--deploy", "--activate"]);
    const measureFloor = (events: number) => measure("floor", floor, { port: floorPort, key: "-", callers: 32, events, lone: 20 });
    const measureProduct = (events: number) => measure("3 steps + webhook", server, { port, key, callers: 32, events, lone: 20 });
    const warmUp = async () => {
      await measureFloor(warmUpEvents);
      await measureProduct(warmUpEvents);
    };
    await warmUp();
    // Behind a checkpoint each page's first change is written whole, once: not a cost of an event.
    if (storedEvents > 0) await storeEvents(storedEvents).then(warmUp);
    const floorParts: Part[] = [];
    const productParts: Part[] = [];
    for (let round = 0; round < rounds; round++) {
      floorParts.push(await measureFloor(eventsARound));
      productParts.push(await measureProduct(eventsARound));
    }
    const [least, product] = [summarize("floor", floorParts), summarize("3 steps + webhook", productParts)];
    console.table([least, { ...product, "server RSS MB": residentMb(server) }]);
    const share = (100 * product["events/s"]) / least["events/s"];
    console.log(`${share.toFixed(1)} % of the floor; ${rounds} rounds of both; ${cpus().length} cores for everything, Node ${process.version}; 32 callers; events/s from the first request to the last delivery`);
    await checkHistory();
  } finally {
    floor.kill();
    server.kill("SIGTERM");
    await once(server, "exit");
  }
}

type Part = { result: SinkResult; order: SinkOrder; cpuMs: { node: number; postgres: number } };

async function measure(what: string, measured: ChildProcess, order: SinkOrder): Promise<Part> {
  const before = cpuMs(measured);
  sink.send(order);
  const [result] = (await once(sink, "message")) as [SinkResult];
  const after = cpuMs(measured);
  if (result.failure) throw new Error(`${what}: ${result.failure}`);
  return { result, order, cpuMs: { node: after.node - before.node, postgres: after.postgres - before.postgres } };
}

function summarize(what: string, parts: Part[]) {
  const sum = (of: (part: Part) => number) => parts.reduce((total, part) => total + of(part), 0);
  const count = sum(({ order }) => order.events);
  const sorted = (of: (result: SinkResult) => number[]) => parts.flatMap(({ result }) => of(result)).sort((a, b) => a - b);
  const latencies = sorted((result) => result.latencies);
  const lone = sorted((result) => result.lone);
  const cpuAnEvent = (part: "node" | "postgres") => (sum(({ cpuMs }) => cpuMs[part]) / sum(({ order }) => order.events + order.lone)).toFixed(3);
  return {
    what,
    "acks/s": Math.round(count / (sum(({ result }) => result.acknowledgedMs) / 1000)),
    "events/s": Math.round(count / (sum(({ result }) => result.deliveredMs) / 1000)),
    "p50 ms": at(latencies, 0.5),
    "p95 ms": at(latencies, 0.95),
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

async function storeEvents(count: number): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(
    "INSERT INTO events (id, organization_id, source_id, type, payload, occurred_at) SELECT $2 || lpad(n::text, 16, '0'), e.organization_id, e.source_id, 'old.event', e.payload, now() FROM generate_series(1, $1::int) n, (SELECT * FROM events LIMIT 1) e",
    // Of yesterday: what is past its retention would be deleted meanwhile.
    [count, firstIdAt("event", Date.now() - 86_400_000)],
  );
  // Or their vacuum and their checkpoint would fall into what is measured.
  await client.query("VACUUM ANALYZE");
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
