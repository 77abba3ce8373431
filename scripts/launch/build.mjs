import path from "node:path";
import { projectDir } from "./launcher.mjs";
import { runCommand } from "./run-command.mjs";
import { whenStale } from "./stamp.mjs";

const SHARED_SOURCES = ["lib", "inngest", "prisma/schema.prisma", "package-lock.json", "scripts/launch/build.mjs"];
const PAGE_SOURCES = ["app", "components", "public", "proxy.ts", "packages/sdk/src", "next.config.mjs", "postcss.config.mjs"];

/**
 * Builds the pages, when their sources changed.
 * @param {import("./launcher.mjs").Launcher} launcher
 */
export async function buildPages(launcher) {
  await whenStale(".next/ingestlayer-built", [...SHARED_SOURCES, ...PAGE_SOURCES], [".next/BUILD_ID"], () =>
    launcher.step("building the pages", () =>
      runCommand(process.execPath, [path.join(projectDir, "node_modules/next/dist/bin/next"), "build"], {
        what: "next build",
        env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      }),
    ),
  );
}

/**
 * Bundles one of our programs, when its sources changed; packages stay in node_modules. What the code imports on demand
 * becomes a file of its own: in one file its packages would all be loaded at the start.
 * @param {import("./launcher.mjs").Launcher} launcher
 * @param {{ what: string, entry: string, output: string, sources: string[] }} program
 */
export async function bundleProgram(launcher, { what, entry, output, sources }) {
  const esbuild = path.join(projectDir, "node_modules/esbuild/bin/esbuild");
  const { dir, name } = path.parse(output);
  const files = [`${name}=${entry}`, "--bundle", "--splitting", `--outdir=${dir}`, "--out-extension:.js=.mjs"];
  const args = [...files, "--platform=node", "--format=esm", "--target=node20", "--packages=external", "--log-level=warning"];
  await whenStale(`${output}.stamp`, [...SHARED_SOURCES, entry, ...sources], [output], () => launcher.step(`bundling ${what}`, () => runCommand(esbuild, args, { what: `bundling ${what}` })));
}
