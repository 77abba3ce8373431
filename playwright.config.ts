import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { defineConfig } from "@playwright/test";

const port = Number(process.env.E2E_PORT ?? 3199);
// The server is told where Notion is before a journey starts it there.
process.env.E2E_NOTION_PORT ??= String(port + 10_000);
// Every worker reads this file too, and is to find the directory of the run that started it.
process.env.E2E_DATA_DIR ??= makeDataDir();

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: false,
  // Half of a journey is waiting: for the pace of a channel, for a page.
  workers: 3,
  // Machines are shared: what must come is waited for.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: "list",
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    // A film of every journey costs more than the journeys; the pages of each step are kept without one.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-dev-shm-usage"],
    },
  },
  projects: [
    { name: "processes", testMatch: "processes/*.spec.ts" },
    // The builder has a canvas where there is room for one, and a list where there is none.
    { name: "wide", testIgnore: ["processes/**", "builder-list.spec.ts"], use: { viewport: { width: 1440, height: 900 } } },
    { name: "narrow", testMatch: ["builder-list.spec.ts", "first-message.spec.ts", "members.spec.ts"], use: { viewport: { width: 390, height: 844 } } },
  ],
  webServer: {
    command: "node scripts/start.mjs",
    url: `http://127.0.0.1:${port}/readyz`,
    env: {
      PORT: String(port), HOST: "127.0.0.1", DATA_DIR: process.env.E2E_DATA_DIR, LOG_LEVEL: "warn", ALLOW_PRIVATE_NETWORK: "127.0.0.0/8",
      NOTION_API_URL: `http://127.0.0.1:${process.env.E2E_NOTION_PORT}`, NOTION_CLIENT_ID: "double-notion-client", NOTION_CLIENT_SECRET: "double_notion_secret",
    },
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    // It builds the pages first.
    timeout: 600_000,
    stdout: "pipe",
  },
});

/** A fresh install for this run. It goes when the process does: the server still uses it at a global teardown. */
function makeDataDir(): string {
  const dir = mkdtempSync(path.join(tmpdir(), "ingestlayer-e2e-"));
  // Postgres refuses to run as root, so it may be another account that looks in here.
  chmodSync(dir, 0o755);
  process.on("exit", () => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
