import { LaunchError } from "./launcher.mjs";
import { runCommand } from "./run-command.mjs";
import { whenStale } from "./stamp.mjs";

const npm = process.platform === "win32" ? "npm.cmd" : "npm";

/**
 * Installs what package-lock.json names, when node_modules is missing or older.
 * @param {import("./launcher.mjs").Launcher} launcher
 */
export async function ensureDependencies(launcher) {
  await whenStale("node_modules/.ingestlayer-installed", ["package-lock.json"], ["node_modules"], () =>
    launcher.step("installing dependencies (a minute or two)", install),
  );
}

async function install() {
  // NODE_ENV=production in the surroundings would leave out what building and testing need.
  const env = { NODE_ENV: undefined };
  try {
    await runCommand(npm, ["ci", "--include=dev", "--no-audit", "--no-fund"], { what: "npm ci", env });
  } catch (error) {
    // A registry that lacks packages of other platforms makes npm refuse the lock; the versions are exact either way.
    if (!(error instanceof LaunchError) || !error.message.includes("can only install packages when your package.json and")) throw error;
    await runCommand(npm, ["install", "--include=dev", "--no-save", "--no-audit", "--no-fund"], { what: "npm install", env });
  }
}
