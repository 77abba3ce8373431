// Durable jobs of four trivial checkpointed steps, on the embedded executor and real Postgres.
// Run: npx tsx bench/executor.ts   (DATABASE_URL, or a PostgreSQL of its own in a temporary directory)
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { defineFunction } from "../lib/durable/contract";
import type { HandlerInput } from "../lib/durable/contract";
import { createExecutor } from "../lib/durable/embedded/executor";
import { acquirePostgres } from "../scripts/embedded-postgres.mjs";
import { migrate } from "../scripts/migrate.mjs";

const runSeconds = 5;
const loneRuns = 200;
const stepsPerRun = 4;

type Row = { what: string; "runs/s": number; "p50 ms": string; "p95 ms": string; "CPU ms/run node": string; postgres: string; load: string };

const database = await openDatabase();
const monitor = new pg.Client({ connectionString: database.url });
await monitor.connect();
const waiting = new Map<string, () => void>();
const bench = defineFunction({
  id: "bench",
  // Of its own each time: a database that was measured before remembers its keys.
  trigger: `bench/run-${Date.now()}.requested`,
  retries: 0,
  handler: async ({ data, step }: HandlerInput<{ run: string }>) => {
    for (let i = 0; i < stepsPerRun; i++) await step.run(`step-${i}`, () => ({ i, text: "a small result" }));
    waiting.get(data.run)?.();
  },
});
const executor = createExecutor({ url: database.url, functions: [bench], slots: 512 });
await executor.start();

let nextRun = 0;
const rows: Row[] = [];
const warmUntil = Date.now() + 2_000;
await measure("warm-up", 64, () => Date.now() < warmUntil);
rows.push(await measure("1 at a time", 1, (started) => started < loneRuns));
for (const inFlight of [64, 256, 512]) {
  const until = Date.now() + runSeconds * 1_000;
  rows.push(await measure(`${inFlight} in flight`, inFlight, () => Date.now() < until));
}
console.table(rows);
console.log(`${stepsPerRun} checkpointed steps a run; ${cpus().length} cores, Node ${process.version}; latency from enqueue to the handler's end`);
await checkCounts();
await executor.stop();
await monitor.end();
await database.close();

async function measure(what: string, inFlight: number, more: (started: number) => boolean): Promise<Row> {
  const latencies: number[] = [];
  let started = 0;
  const before = { cpu: process.cpuUsage(), postgres: await postgresCpuMs(), at: performance.now() };
  const worker = async () => {
    while (more(started)) {
      started++;
      const run = String(nextRun++);
      const at = performance.now();
      const ended = new Promise<void>((resolve) => waiting.set(run, resolve));
      await executor.enqueue([{ name: bench.trigger, key: run, data: { run, payload: "x".repeat(200) } }]);
      await ended;
      waiting.delete(run);
      latencies.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  const seconds = (performance.now() - before.at) / 1_000;
  const cpu = process.cpuUsage(before.cpu);
  latencies.sort((a, b) => a - b);
  const quantile = (q: number) => (latencies[Math.floor(latencies.length * q)] ?? 0).toFixed(1);
  const perRun = (ms: number) => (ms / latencies.length).toFixed(3);
  return {
    what,
    "runs/s": Math.round(latencies.length / seconds),
    "p50 ms": quantile(0.5),
    "p95 ms": quantile(0.95),
    "CPU ms/run node": perRun((cpu.user + cpu.system) / 1_000),
    postgres: perRun((await postgresCpuMs()) - before.postgres),
    load: (loadavg()[0] ?? 0).toFixed(1),
  };
}

/** Nothing may be lost or doubled, whatever the speed. */
async function checkCounts(): Promise<void> {
  while (executor.stats().done < nextRun) await new Promise((resolve) => setTimeout(resolve, 20));
  const found = await monitor.query<{ jobs: string; steps: string }>(
    `SELECT (SELECT count(*) FROM engine.jobs WHERE trigger = $1 AND state = 2) AS jobs,
      (SELECT count(*) FROM engine.checkpoints c JOIN engine.jobs j ON j.id = c.job_id WHERE j.trigger = $1) AS steps`,
    [bench.trigger],
  );
  const { jobs, steps } = found.rows[0] ?? { jobs: "0", steps: "0" };
  const isRight = Number(jobs) === nextRun && Number(steps) === nextRun * stepsPerRun;
  console.log(`${nextRun} runs started, ${jobs} done, ${steps} checkpoints: ${isRight ? "right" : "WRONG"}`);
  if (!isRight) process.exitCode = 1;
}

async function openDatabase(): Promise<{ url: string; close: () => Promise<void> }> {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, close: async () => {} };
  const dataDir = mkdtempSync(path.join(tmpdir(), "executor-bench-"));
  chmodSync(dataDir, 0o755);
  const postgres = await acquirePostgres({ dataDir });
  await migrate(postgres.url);
  const close = async () => {
    await postgres.release();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url: postgres.url, close };
}

/** CPU of this server's processes so far, if they run on this Linux machine; otherwise 0. */
async function postgresCpuMs(): Promise<number> {
  if (process.platform !== "linux") return 0;
  const found = await monitor.query<{ pid: number }>("SELECT pid FROM pg_stat_activity");
  let ticks = 0;
  for (const { pid } of found.rows) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It has ended since, or is not on this machine.
    }
  }
  return ticks * 10;
}
