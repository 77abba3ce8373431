import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "@/lib/testing/database";
import type { TestDatabase } from "@/lib/testing/database";
import { acquirePostgres } from "../../../scripts/embedded-postgres.mjs";
import { migrate } from "../../../scripts/migrate.mjs";
import { defineFunction } from "../contract";
import { effectFunctions, effectsTable } from "./testing/effect-functions";
import { gate, openEngine, until } from "./testing/engine-under-test";
import type { EngineUnderTest } from "./testing/engine-under-test";

let database: TestDatabase;
let engine: EngineUnderTest;
const children: ChildProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  engine = openEngine(database.url);
  await engine.pool.query(effectsTable);
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await engine.reset();
  await engine.pool.query("TRUNCATE effects, gates");
});
afterAll(async () => {
  await engine.close();
  await database.drop();
});

async function startChild(leaseMs = 5_000): Promise<ChildProcess> {
  const script = path.join(import.meta.dirname, "testing/crash-child.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, engine.url, String(leaseMs)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  await new Promise((resolve, reject) => {
    child.stdout?.once("data", resolve);
    child.once("exit", () => reject(new Error("the child did not start")));
  });
  return child;
}

const effects = async (where: string) =>
  (await engine.pool.query<{ who: string; job: string; step: string }>(`SELECT who, job, step FROM effects WHERE ${where} ORDER BY at`)).rows;

const fourSteps = (count: number) => Array.from({ length: count }, (_, i) => ({ name: "test/four-steps", key: `k${i}`, data: i }));

describe("a killed process", () => {
  it("loses nothing: a peer takes over, recorded steps are not run again, events are sent once", async () => {
    const jobs = 300;
    const child = await startChild();
    const peer = await engine.start(effectFunctions(engine.pool, "peer"), { slots: 16 });
    await peer.enqueue(fourSteps(jobs));
    await until(async () => (await effects("who = 'child'")).length > 100);
    child.kill("SIGKILL");
    const finished = await engine.finished();
    expect(finished.filter((job) => job.trigger === "test/four-steps" && job.state === 2)).toHaveLength(jobs);
    expect(finished.filter((job) => job.trigger === "test/told" && job.state === 2)).toHaveLength(jobs);
    const steps = await engine.pool.query("SELECT 1 FROM engine.checkpoints");
    expect(steps.rowCount).toBe(jobs * 6);

    // Run twice is at most the step that was in progress in each job of the dead process.
    const twice = await engine.pool.query<{ job: string; times: string; whos: string[] }>(
      "SELECT job, step, count(*) AS times, array_agg(who ORDER BY at) AS whos FROM effects GROUP BY job, step HAVING count(*) > 1",
    );
    for (const row of twice.rows) expect(row.whos).toEqual(["child", "peer"]);
    expect(new Set(twice.rows.map((row) => row.job)).size).toBe(twice.rowCount);
    expect((await effects("who = 'child'")).length).toBeLessThan(jobs * 5);
  });
});

describe("a process that hangs", () => {
  it("loses its jobs when its lease ends, and what it records afterwards is refused", async () => {
    const child = await startChild(1_000);
    await engine.pool.query("INSERT INTO gates VALUES ('peer')");
    await engine.pool.query("INSERT INTO engine.jobs (trigger, key, data) VALUES ('test/gated', 'one', '1')");
    await until(async () => (await effects("who = 'child'")).length === 1);
    child.kill("SIGSTOP");
    await engine.start(effectFunctions(engine.pool, "peer"));
    expect(await engine.finished()).toMatchObject([{ key: "one", state: 2 }]);

    await engine.pool.query("INSERT INTO gates VALUES ('child')");
    child.kill("SIGCONT");
    // It comes back as a new executor and runs jobs again, after everything it had in progress has been settled.
    await until(async () => (await engine.pool.query("SELECT 1 FROM engine.executors WHERE lease_until > now()")).rowCount === 2);
    const job = await engine.job("one");
    const recorded = await engine.pool.query("SELECT step, result FROM engine.checkpoints WHERE job_id = $1 ORDER BY step", [job.id]);
    expect(recorded.rows).toEqual([{ step: "first", result: "peer" }, { step: "second", result: "peer" }]);
    expect(await effects("step = 'second'")).toEqual([{ who: "peer", job: job.id, step: "second" }]);
  });
});

describe("a process that loses its session", () => {
  it("gives up what it runs, registers anew, and refuses the late record of the run it gave up", async () => {
    const held = [gate(), gate()];
    const started = [gate(), gate()];
    const passedFirst: number[] = [];
    let pass = -1;
    const executor = await engine.start([
      defineFunction({
        id: "held",
        trigger: "test/held",
        retries: 0,
        handler: async ({ step }) => {
          const mine = ++pass;
          await step.run("first", async () => {
            started[mine]?.open();
            await held[mine]?.opened;
            return mine;
          });
          passedFirst.push(mine);
        },
      }),
    ]);
    await executor.enqueue([{ name: "test/held", key: "one", data: null }]);
    await started[0]?.opened;
    const before = (await engine.job("one")).owner;
    await engine.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = $1::bigint::oid AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
      [before],
    );
    await started[1]?.opened;
    held[0]?.open();
    await new Promise((resolve) => setImmediate(resolve));
    held[1]?.open();
    await engine.finished();
    const job = await engine.job("one");
    const recorded = await engine.pool.query("SELECT result FROM engine.checkpoints WHERE job_id = $1", [job.id]);
    expect(recorded.rows).toEqual([{ result: 1 }]);
    expect(passedFirst).toEqual([1]);
    expect(executor.isReady()).toBe(true);
    expect((await engine.pool.query("SELECT id FROM engine.executors")).rows).not.toContainEqual({ id: before });
  });

  it("refuses a zombie whose job was released, by the database alone", async () => {
    const held = gate();
    const started = gate();
    const reached: string[] = [];
    const executor = await engine.start([
      defineFunction({
        id: "zombie",
        trigger: "test/zombie",
        retries: 0,
        handler: async ({ step }) => {
          await step.run("first", async () => (started.open(), await held.opened, 1));
          reached.push("after first");
          await step.run("second", () => 2);
        },
      }),
    ]);
    await executor.enqueue([{ name: "test/zombie", key: "one", data: null }]);
    await started.opened;
    // Somebody else, who is alive, claimed it: the owner has not noticed and its session goes on.
    const other = await engine.pool.connect();
    await other.query("SELECT pg_advisory_lock(7707, 1)");
    await engine.pool.query("UPDATE engine.jobs SET claim = claim + 1, owner = 1; INSERT INTO engine.executors VALUES (1, now() + interval '1 hour')");
    held.open();
    await until(() => executor.stats().running === 0);
    const job = await engine.job("one");
    expect(await engine.checkpoints(job.id)).toEqual([]);
    expect(reached).toEqual([]);
    other.release(true);
  });
});

describe("a database crash", () => {
  it("is survived: the executor reconnects, says meanwhile that it is not ready, and finishes everything", async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), "engine-crash-"));
    chmodSync(dataDir, 0o755);
    const postgres = await acquirePostgres({ dataDir });
    await migrate(postgres.url);
    const crashing = openEngine(postgres.url);
    try {
      const runs = new Map<string, number>();
      const executor = await crashing.start([
        defineFunction({
          id: "work",
          trigger: "test/work",
          retries: 0,
          handler: async ({ step, jobId }) => {
            for (const id of ["a", "b", "c"]) {
              await step.run(id, () => {
                runs.set(`${jobId} ${id}`, (runs.get(`${jobId} ${id}`) ?? 0) + 1);
                return new Promise<void>((resolve) => setTimeout(resolve, 5));
              });
            }
          },
        }),
      ], { slots: 32 });
      await executor.enqueue(Array.from({ length: 500 }, (_, i) => ({ name: "test/work", key: `k${i}`, data: i })));
      await until(() => runs.size > 200);
      const pidFile = path.join(dataDir, "postgres/cluster/postmaster.pid");
      process.kill(Number.parseInt(readFileSync(pidFile, "utf8"), 10), "SIGKILL");
      await until(() => !executor.isReady());
      await until(() => executor.isReady());
      let finished = 0;
      await until(async () => {
        finished = await crashing.jobs().then((jobs) => jobs.filter((job) => job.state === 2).length, () => 0);
        return finished === 500;
      });
      expect(runs.size).toBe(1_500);
      expect(Math.max(...runs.values())).toBeLessThanOrEqual(2);
    } finally {
      await crashing.reset();
      await crashing.close();
      await postgres.release();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
