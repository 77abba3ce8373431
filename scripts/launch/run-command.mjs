import { spawn } from "node:child_process";
import { LaunchError, projectDir } from "./launcher.mjs";

const OUTPUT_KEPT_MAX = 64 * 1024;

/**
 * Runs a program quietly: what it prints is shown only when it fails.
 * @param {string} program
 * @param {string[]} args
 * @param {{ what: string, env?: Record<string, string | undefined> }} options `what`: names the work in the error
 * @returns {Promise<void>}
 */
export function runCommand(program, args, { what, env = {} }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: projectDir, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    const stop = (/** @type {NodeJS.Signals} */ signal) => {
      child.kill(signal); // left behind, a build would refuse the next one
      process.exit(1);
    };
    const signals = /** @type {const} */ (["SIGINT", "SIGTERM"]);
    for (const signal of signals) process.once(signal, stop);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => (output = (output + chunk).slice(-OUTPUT_KEPT_MAX)));
    }
    child.on("error", (error) => reject(new LaunchError(`${what} failed: ${error.message}`)));
    child.on("close", (code, signal) => {
      for (const name of signals) process.off(name, stop);
      if (code === 0) resolve();
      else reject(new LaunchError(`${what} failed (${signal ?? `exit ${code}`}):\n${output.trimEnd()}`));
    });
  });
}
