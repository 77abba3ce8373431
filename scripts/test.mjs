import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { buildPages } from "./launch/build.mjs";
import { ensureDependencies } from "./launch/dependencies.mjs";
import { projectDir, runLauncher } from "./launch/launcher.mjs";
import { generatePrismaClient } from "./launch/prisma-client.mjs";

// Everything runs even when something fails, so that one run shows all there is to mend.
await runLauncher("test", async (launcher) => {
  const startedAt = Date.now();
  const reports = fs.mkdtempSync(path.join(os.tmpdir(), "ingestlayer-reports-"));
  fs.chmodSync(reports, 0o755);
  await ensureDependencies(launcher);
  await generatePrismaClient(launcher);
  const check = await runStage("check", ["scripts/check.mjs"], launcher);
  // Most of the next stage is waiting for a database. Pages that don't build fail the browser tests, which build them too.
  const pages = buildPages(launcher).catch(() => {});
  const vitestReport = path.join(reports, "vitest.json");
  const tests = await runStage("unit and database tests", vitest(vitestReport), launcher, readVitestReport(vitestReport));
  await pages;
  const journeys = await runStage("browser tests", ["scripts/e2e.mjs", "--reporter=list,json"], launcher, readPlaywrightReport(path.join(reports, "e2e.json")), {
    PLAYWRIGHT_JSON_OUTPUT_FILE: path.join(reports, "e2e.json"),
    E2E_DATA_DIR: path.join(reports, "e2e-data"),
  });
  fs.rmSync(reports, { recursive: true, force: true });
  const results = [check, tests, journeys];
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  launcher.line(`${passed} passed, ${failed} failed (${Math.round((Date.now() - startedAt) / 1000)} s)`);
  if (failed > 0) process.exitCode = 1;
});

/** @param {string} report */
function vitest(report) {
  return ["node_modules/vitest/vitest.mjs", "run", "--project", "unit", "--project", "db", "--coverage", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
}

/**
 * @typedef {{ passed: number, failed: number }} Result
 * @param {string} name
 * @param {string[]} args
 * @param {import("./launch/launcher.mjs").Launcher} launcher
 * @param {() => Result} [readReport] without one the stage counts as one test
 * @param {Record<string, string>} [env]
 * @returns {Promise<Result>}
 */
async function runStage(name, args, launcher, readReport, env = {}) {
  launcher.line(`\n── ${name}`);
  const code = await runNode(args, env);
  const counted = readReport?.() ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  // Missed coverage, a broken setup or a missing report fails a run in which no test failed.
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/**
 * @param {string[]} args
 * @param {Record<string, string>} env
 * @returns {Promise<number | null>}
 */
function runNode(args, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: projectDir, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env } });
    child.on("error", () => resolve(1));
    child.on("close", resolve);
  });
}

/**
 * @param {string} file
 * @returns {() => Result}
 */
function readVitestReport(file) {
  return () => {
    if (!fs.existsSync(file)) return { passed: 0, failed: 0 };
    const report = JSON.parse(fs.readFileSync(file, "utf8"));
    return { passed: report.numPassedTests, failed: report.numFailedTests };
  };
}

/**
 * @param {string} file
 * @returns {() => Result}
 */
function readPlaywrightReport(file) {
  return () => {
    if (!fs.existsSync(file)) return { passed: 0, failed: 0 };
    const { stats } = JSON.parse(fs.readFileSync(file, "utf8"));
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
  };
}
