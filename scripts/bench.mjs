import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { buildPages } from "./launch/build.mjs";
import { ensureDependencies } from "./launch/dependencies.mjs";
import { LaunchError, projectDir, runLauncher } from "./launch/launcher.mjs";
import { generatePrismaClient } from "./launch/prisma-client.mjs";

/** What benchmarks share lies in folders below. */
const BENCH_FILE = /^([a-z0-9-]+)\.(ts|mjs)$/;

// `npm run bench` runs all of bench/*.ts one after the other; `npm run bench -- ingest` only the named ones.
await runLauncher("bench", async (launcher) => {
  await ensureDependencies(launcher);
  await generatePrismaClient(launcher);
  await buildPages(launcher);
  const all = fs.readdirSync(path.join(projectDir, "bench")).filter((file) => BENCH_FILE.test(file)).sort();
  const wanted = process.argv.slice(2);
  const files = wanted.length === 0 ? all : all.filter((file) => wanted.includes(BENCH_FILE.exec(file)?.[1] ?? ""));
  if (files.length === 0) throw new LaunchError(`no such benchmark: ${wanted.join(" ")}; there are ${all.map((file) => BENCH_FILE.exec(file)?.[1]).join(", ")}`);
  for (const file of files) {
    const { status } = spawnSync(process.execPath, ["--import", "tsx", path.join("bench", file)], { cwd: projectDir, stdio: "inherit" });
    if (status !== 0) process.exitCode = 1;
  }
});
