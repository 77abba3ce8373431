import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { browserEnvironment } from "./launch/browser.mjs";
import { projectDir, runLauncher } from "./launch/launcher.mjs";

const JOURNEY = /\.(spec|test)\.ts$/;

await runLauncher("e2e", async (launcher) => {
  if (!hasJourneys()) {
    launcher.line("0 passed, 0 failed (no browser journeys in e2e/)");
    return;
  }
  const env = { ...process.env, ...(await browserEnvironment()) };
  const playwright = path.join(projectDir, "node_modules/@playwright/test/cli.js");
  const { status } = spawnSync(process.execPath, [playwright, "test", ...process.argv.slice(2)], { cwd: projectDir, stdio: "inherit", env });
  process.exitCode = status ?? 1;
});

function hasJourneys() {
  const dir = path.join(projectDir, "e2e");
  return fs.existsSync(dir) && fs.readdirSync(dir, { recursive: true }).some((file) => JOURNEY.test(String(file)));
}
