import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { isAlive, processIdentity } from "../process-identity.mjs";

test("what it runs ends with the process that was told to stop", async () => {
  const dir = mkdtempSync(path.join(tmpdir(), "run-command-"));
  const pidFile = path.join(dir, "pid");
  const endless = `require("fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000);`;
  const source = pathToFileURL(path.resolve("scripts/launch/run-command.mjs")).href;
  const code = `const { runCommand } = await import(${JSON.stringify(source)}); await runCommand(process.execPath, ["-e", ${JSON.stringify(endless)}], { what: "the build" });`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: "ignore" });
  const ended = once(parent, "exit");
  await expect.poll(() => existsSync(pidFile) && readFileSync(pidFile, "utf8") !== "", { timeout: 20_000 }).toBe(true);
  const child = processIdentity(Number(readFileSync(pidFile, "utf8"))) ?? "";
  expect(isAlive(child)).toBe(true);

  parent.kill("SIGTERM");
  expect(await ended).toEqual([1, null]);
  await expect.poll(() => isAlive(child), { timeout: 10_000 }).toBe(false);
  rmSync(dir, { recursive: true });
});
