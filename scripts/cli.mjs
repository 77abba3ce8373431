import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundleProgram } from "./launch/build.mjs";
import { ensureSecrets, prepareDataDir } from "./launch/data-dir.mjs";
import { ensureDependencies } from "./launch/dependencies.mjs";
import { projectDir, runLauncher } from "./launch/launcher.mjs";
import { generatePrismaClient } from "./launch/prisma-client.mjs";

const PROGRAM = { what: "the command line", entry: "cli/main.ts", output: "dist/cli.mjs", sources: ["cli", "scripts", "packages/sdk/src"] };

// Standard output belongs to the command's result: an id, a key, JSON.
await runLauncher(
  "cli",
  async (launcher) => {
    await ensureDependencies(launcher);
    await generatePrismaClient(launcher);
    await bundleProgram(launcher, PROGRAM);
    const dataDir = prepareDataDir();
    Object.assign(process.env, ensureSecrets(dataDir), { DATA_DIR: dataDir });
    await import(pathToFileURL(path.join(projectDir, PROGRAM.output)).href);
  },
  { output: process.stderr },
);
