import path from "node:path";
import { projectDir } from "./launcher.mjs";
import { runCommand } from "./run-command.mjs";
import { whenStale } from "./stamp.mjs";

/**
 * Generates the typed database client when the schema changed.
 * @param {import("./launcher.mjs").Launcher} launcher
 */
export async function generatePrismaClient(launcher) {
  await whenStale("generated/.stamp", ["prisma/schema.prisma", "prisma.config.ts", "package-lock.json"], ["generated/prisma/client.ts"], () =>
    launcher.step("generating the database client", () =>
      runCommand(process.execPath, [path.join(projectDir, "node_modules/prisma/build/index.js"), "generate"], { what: "prisma generate" }),
    ),
  );
}
