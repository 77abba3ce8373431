import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { generatePrismaClient } from "./launch/prisma-client.mjs";
import { ensureDependencies } from "./launch/dependencies.mjs";
import { projectDir, runLauncher } from "./launch/launcher.mjs";

const SOURCE_ROOTS = ["app", "components", "lib", "inngest", "cli", "server.ts"];
const CHECKS = [
  // The compiler written in Go takes a fifth of the time; tools that call the compiler's API still need the other one.
  // Each further checker does part of the work anew, and the other checks have use for the cores.
  { name: "types", run: [["next", "typegen"], ["../typescript-native/bin/tsc", "--noEmit", "--incremental", "false", "--checkers", "1", "-p", "."]] },
  { name: "lint", run: [["oxlint", "--deny-warnings"]] },
  { name: "import rules", run: [["depcruise", "--config", ".dependency-cruiser.cjs", "--output-type", "err", ...sourceRoots()]] },
  { name: "dead code", run: [["knip", "--no-progress", "--no-config-hints"]] },
];

await runLauncher("check", async (launcher) => {
  await ensureDependencies(launcher);
  await generatePrismaClient(launcher);
  const results = await Promise.all(CHECKS.map((check) => perform(check, launcher)));
  const failed = results.filter((ok) => !ok).length;
  launcher.line(`${results.length - failed} checks passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
});

/**
 * Prints what a check found only when it found something.
 * @param {typeof CHECKS[number]} check
 * @param {import("./launch/launcher.mjs").Launcher} launcher
 */
async function perform({ name, run }, launcher) {
  const startedAt = Date.now();
  let output = "";
  for (const [program, ...args] of run) {
    const result = await runProgram(program, args);
    output += result.output;
    if (result.code !== 0) {
      process.stdout.write(`${output.trimEnd()}\n`);
      launcher.line(`✗ ${name} (${seconds(startedAt)})`);
      return false;
    }
  }
  launcher.line(`✓ ${name} (${seconds(startedAt)})`);
  return true;
}

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function runProgram(program, args) {
  return new Promise((resolve) => {
    const child = spawn(path.join(projectDir, "node_modules/.bin", program), args, {
      cwd: projectDir,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => resolve({ code: 1, output: `${program}: ${error.message}\n` }));
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** @param {number} startedAt */
function seconds(startedAt) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}

function sourceRoots() {
  return SOURCE_ROOTS.filter((root) => fs.existsSync(path.join(projectDir, root)));
}
