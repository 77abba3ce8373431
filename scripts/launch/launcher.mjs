import path from "node:path";
import process from "node:process";

export const projectDir = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "../..");
const NODE_MINIMUM = [20, 19];

/** What the person can fix: printed as one line, without a stack. */
export class LaunchError extends Error {
  name = "LaunchError";
}

/**
 * @typedef {object} Launcher
 * @property {(text: string) => void} line prints one line
 * @property {<T>(what: string, work: () => Promise<T> | T) => Promise<T>} step runs a piece of work, saying what it is and how long it took
 */

/**
 * Runs a command of this project: checks Node first, and turns an expected failure into one line on stderr.
 * @param {string} name
 * @param {(launcher: Launcher) => Promise<void>} main
 * @param {{ output?: NodeJS.WritableStream, version?: string }} [options] `output`: where progress goes
 */
export async function runLauncher(name, main, { output = process.stdout, version = process.versions.node } = {}) {
  try {
    checkNode(process.env.INGESTLAYER_TEST_NODE_VERSION ?? version);
    await main(createLauncher(output));
  } catch (error) {
    process.stderr.write(error?.name === "LaunchError" ? `${name}: ${error.message}\n` : `${name}: ${error?.stack ?? error}\n`);
    process.exit(1);
  }
}

/** @param {string} version */
function checkNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isOldEnough = major > NODE_MINIMUM[0] || (major === NODE_MINIMUM[0] && minor >= NODE_MINIMUM[1]);
  if (!isOldEnough) throw new LaunchError(`Node ${NODE_MINIMUM.join(".")} or newer is needed, this is ${version}: install one from https://nodejs.org`);
}

/**
 * @param {NodeJS.WritableStream} output
 * @returns {Launcher}
 */
function createLauncher(output) {
  const line = (/** @type {string} */ text) => void output.write(`${text}\n`);
  return {
    line,
    async step(what, work) {
      const startedAt = Date.now();
      line(`· ${what} …`);
      const result = await work();
      const elapsedMs = Date.now() - startedAt;
      line(`✓ ${what} (${elapsedMs < 1000 ? `${elapsedMs} ms` : `${(elapsedMs / 1000).toFixed(1)} s`})`);
      return result;
    },
  };
}
