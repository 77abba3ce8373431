import { spawnSync } from "node:child_process";
import path from "node:path";
import { browserEnvironment } from "./launch/browser.mjs";
import { ensureDependencies } from "./launch/dependencies.mjs";
import { projectDir, runLauncher } from "./launch/launcher.mjs";

// Into screenshots/: every page of a demo organization, made on a fresh install that goes when it is done.
await runLauncher("screenshots", async (launcher) => {
  await ensureDependencies(launcher);
  const env = { ...process.env, ...(await browserEnvironment()) };
  const playwright = path.join(projectDir, "node_modules/@playwright/test/cli.js");
  const { status } = spawnSync(process.execPath, [playwright, "test", "--config", "e2e/screenshots.config.ts", ...process.argv.slice(2)], { cwd: projectDir, stdio: "inherit", env });
  process.exitCode = status ?? 1;
});
