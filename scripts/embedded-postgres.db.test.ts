import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { acquirePostgres } from "./embedded-postgres.mjs";

const supervisorModule = path.join(import.meta.dirname, "embedded-postgres.mjs");
const otherProcess = `
  const { acquirePostgres } = await import(${JSON.stringify(supervisorModule)});
  const postgres = await acquirePostgres({ dataDir: process.argv[1], settings: JSON.parse(process.argv[2]) });
  process.stdout.write(JSON.stringify({ url: postgres.url, joined: postgres.joined }) + "\\n");
  process.on("SIGTERM", async () => { await postgres.release(); process.exit(0); });
  setInterval(() => {}, 1000);
`;
const settings = { shared_buffers: "16MB" };

describe("the embedded PostgreSQL", () => {
  let dataDir: string;
  const children: ChildProcess[] = [];
  const held: { release: () => Promise<void> }[] = [];

  beforeAll(() => {
    dataDir = mkdtempSync(path.join(tmpdir(), "supervised-"));
    chmodSync(dataDir, 0o755);
  });

  afterEach(async () => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    for (const postgres of held.splice(0)) await postgres.release();
  });

  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  async function acquire() {
    const postgres = await acquirePostgres({ dataDir, settings });
    held.push(postgres);
    return postgres;
  }

  async function acquireInOtherProcess(): Promise<{ child: ChildProcess; url: string; joined: boolean }> {
    const child = spawn(process.execPath, ["--input-type=module", "-e", otherProcess, dataDir, JSON.stringify(settings)], { stdio: ["ignore", "pipe", "inherit"] });
    children.push(child);
    const line = await new Promise<string>((resolve, reject) => {
      child.stdout?.once("data", (chunk: Buffer) => resolve(chunk.toString()));
      child.once("exit", (code) => reject(new Error(`ended with ${code} before it was ready`)));
    });
    return { child, ...JSON.parse(line) };
  }

  const exitOf = (child: ChildProcess) => new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const postmasterPid = () => Number(readFileSync(path.join(dataDir, "postgres/cluster/postmaster.pid"), "utf8").split("\n")[0]);
  const isRunning = () => existsSync(path.join(dataDir, "postgres/cluster/postmaster.pid"));

  async function query(url: string, sql: string): Promise<pg.QueryResult> {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => {});
    await client.connect();
    try {
      return await client.query(sql);
    } finally {
      await client.end();
    }
  }

  it("comes back on its port with every acknowledged row when its main process is killed", async () => {
    const postgres = await acquire();
    await query(postgres.url, "CREATE TABLE kept (n int)");
    let acknowledged = 0;
    for (let round = 0; round < 3; round += 1) {
      const pid = postmasterPid();
      const writer = new pg.Client({ connectionString: postgres.url });
      writer.on("error", () => {});
      await writer.connect();
      for (let n = 0; n < 50; n += 1, acknowledged += 1) await writer.query("INSERT INTO kept VALUES ($1)", [acknowledged]);
      process.kill(pid, "SIGKILL");
      await vi.waitFor(async () => expect((await query(postgres.url, "SELECT 1")).rowCount).toBe(1), { timeout: 20_000, interval: 20 });
      expect(postmasterPid()).not.toBe(pid);
      await writer.end().catch(() => {});
    }
    expect((await query(postgres.url, "SELECT count(*)::int AS rows, count(DISTINCT n)::int AS distinct FROM kept")).rows).toEqual([{ rows: 150, distinct: 150 }]);
  });

  it("is joined by a second process, and stopped by the last one to leave", async () => {
    const first = await acquireInOtherProcess();
    const second = await acquire();
    expect(first.joined).toBe(false);
    expect(second.joined).toBe(true);
    expect(second.url).toBe(first.url);

    const ended = exitOf(first.child);
    first.child.kill("SIGTERM");
    await ended;
    expect((await query(second.url, "SELECT 1")).rowCount).toBe(1);

    await second.release();
    expect(isRunning()).toBe(false);
  });

  it("is adopted by the next process when the one that started it was killed", async () => {
    const killed = await acquireInOtherProcess();
    const pid = postmasterPid();
    const ended = exitOf(killed.child);
    killed.child.kill("SIGKILL");
    await ended;

    const next = await acquire();
    expect(next).toMatchObject({ joined: true, url: killed.url });
    expect(postmasterPid()).toBe(pid);
    await next.release();
    expect(isRunning()).toBe(false);
  });

  it("starts once when three processes begin at the same moment", async () => {
    const all = await Promise.all([acquireInOtherProcess(), acquireInOtherProcess(), acquireInOtherProcess()]);
    expect(all.filter(({ joined }) => !joined)).toHaveLength(1);
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
  });

  it("starts over what a machine's sudden end left behind: a lock, users and a pid that belong to nobody", async () => {
    await (await acquire()).release();
    const home = path.join(dataDir, "postgres");
    writeFileSync(path.join(home, "lock"), "999999:1");
    writeFileSync(path.join(home, "users/999999-0"), "999999:1");
    // After a restart the old server's pid may well be ours.
    writeFileSync(path.join(home, "cluster/postmaster.pid"), `${process.pid}\n${home}/cluster\n1\n5432\n\n127.0.0.1\n\nready\n`);

    const postgres = await acquire();
    expect(postgres.joined).toBe(false);
    expect((await query(postgres.url, "SELECT 1")).rowCount).toBe(1);
    await postgres.release();
    expect(isRunning()).toBe(false);
    expect(readdirSync(path.join(home, "users"))).toEqual([]);
  });

  it("keeps its password in a file that only its owner can read", () => {
    expect(statSync(path.join(dataDir, "postgres/password")).mode & 0o777).toBe(0o600);
  });
});
