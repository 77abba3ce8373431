import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { LaunchError, projectDir, runLauncher } from "./launch/launcher.mjs";

const SYSTEM_BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
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

/** CHROMIUM_PATH, else the system's browser, else the one that comes as a package. */
async function browserEnvironment() {
  const installed = [process.env.CHROMIUM_PATH, ...SYSTEM_BROWSERS].find((file) => file && fs.existsSync(file));
  if (installed) return { CHROMIUM_PATH: installed };
  // Set before the import, this makes the package unpack the libraries that a bare machine lacks.
  process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs20.x";
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    return { CHROMIUM_PATH: await chromium.executablePath(), LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? "" };
  } catch (error) {
    throw new LaunchError(`no browser for the e2e tests: install Chromium or set CHROMIUM_PATH (${error.message})`);
  }
}
