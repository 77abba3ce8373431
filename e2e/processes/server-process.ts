import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { runCli } from "../run-cli";

/** A fresh install in a directory of its own: `npm start` for real, to be killed and started again. */
export async function createInstall(extraEnv: Record<string, string> = {}) {
  const dataDir = mkdtempSync(path.join(tmpdir(), "ingestlayer-e2e-"));
  chmodSync(dataDir, 0o755);
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "warn", ALLOW_PRIVATE_NETWORK: "127.0.0.0/8", ...extraEnv };
  let key = "";

  return {
    url,
    dataDir,
    key: () => key,
    start: (more: Record<string, string> = {}) => startServer({ ...env, ...more }),
    cli: (...args: string[]) => runCli({ ...env, INGESTLAYER_URL: url, INGESTLAYER_KEY: key }, args),
    async createOwnerAndKey() {
      await this.cli("owner", "create", "--email", "owner@example.com", "--password", "correct horse battery");
      key = await this.cli("key", "create", "--name", "e2e", "--scopes", "ingest,read,manage");
    },
    async query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
      const client = new pg.Client({ connectionString: databaseUrl(dataDir) });
      await client.connect();
      try {
        return (await client.query<Row>(sql, values)).rows;
      } finally {
        await client.end();
      }
    },
    postgresPid: () => Number(postmasterFile(dataDir)[0]),
    databaseUrl: () => databaseUrl(dataDir),
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

/** `setupLink` waits until the server prints it. */
export type ServerProcess = { process: ChildProcess; setupLink(): Promise<string>; kill(): Promise<void>; stop(): Promise<void> };

async function startServer(env: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const server = spawn(process.execPath, ["scripts/start.mjs"], { env, stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(server, "exit");
  let printed = "";
  server.stdout.setEncoding("utf8").on("data", (text: string) => { printed += text; });
  for (const until = Date.now() + 240_000; ; ) {
    if (await fetch(`http://127.0.0.1:${env.PORT}/readyz`).then((answer) => answer.ok, () => false)) break;
    if (server.exitCode !== null || Date.now() > until) throw new Error(`the server did not become ready (exit code ${server.exitCode})`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode === null && server.signalCode === null) server.kill(signal);
    await exited;
  };
  const setupLink = async () => {
    const find = () => /this link works once\): (\S+)/.exec(printed)?.[1];
    await until("the setup link is printed", async () => find() !== undefined);
    return find() ?? "";
  };
  return { process: server, setupLink, kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
}

function postmasterFile(dataDir: string): string[] {
  return readFileSync(path.join(dataDir, "postgres/cluster/postmaster.pid"), "utf8").split("\n");
}

export function databaseUrl(dataDir: string): string {
  const password = readFileSync(path.join(dataDir, "postgres/password"), "utf8").trim();
  return `postgresql://ingestlayer:${password}@127.0.0.1:${postmasterFile(dataDir)[3]}/ingestlayer`;
}

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === "object" ? address.port : 0));
    });
  });
}

/** Waits for a condition of the real system, however fast the machine is. */
export async function until(what: string, isTrue: () => Promise<boolean>, timeoutMs = 120_000): Promise<void> {
  for (const end = Date.now() + timeoutMs; Date.now() < end; ) {
    if (await isTrue().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`waited in vain until ${what}`);
}
