import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Runs the command line as a user would; answers what it printed on stdout, without the line's end. */
export async function runCli(env: NodeJS.ProcessEnv, args: string[]): Promise<string> {
  const { stdout } = await execute(process.execPath, ["scripts/cli.mjs", ...args], { env, maxBuffer: 16 * 1024 * 1024 });
  return stdout.trim();
}
