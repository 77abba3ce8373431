import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { runCli } from "../../e2e/run-cli";

export type BenchServer = {
  server: ChildProcess;
  url: string;
  port: number;
  key: string;
  /** A command of the command line, as that key; answers what it prints. */
  cli(args: string[]): Promise<string>;
};

/** The product as `npm start` runs it, without npm in between, with an owner and a key that may do everything. */
export async function startServer(dataDir: string, nodeArgs: string[] = []): Promise<BenchServer> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "warn", ALLOW_PRIVATE_NETWORK: "127.0.0.0/8" };
  const server = spawn(process.execPath, [...nodeArgs, ...startArguments()], { env, stdio: ["ignore", "ignore", "inherit"] });
  await waitUntilReady(url);
  await runCli(env, ["owner", "create", "--email", "bench@example.com", "--password", "only for this bench"]);
  const key = await runCli(env, ["key", "create", "--name", "bench", "--scopes", "ingest,read,manage"]);
  const asKey = { ...env, INGESTLAYER_URL: url, INGESTLAYER_KEY: key };
  return { server, url, port, key, cli: (args) => runCli(asKey, args) };
}

function startArguments(): string[] {
  const manifest = JSON.parse(readFileSync(path.join(import.meta.dirname, "../../package.json"), "utf8")) as { scripts: { start: string } };
  return manifest.scripts.start.split(" ").slice(1);
}

async function waitUntilReady(url: string): Promise<void> {
  for (const until = Date.now() + 240_000; Date.now() < until; ) {
    const isReady = await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false);
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("the server did not become ready");
}

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === "object" ? address.port : 0));
    });
  });
}
