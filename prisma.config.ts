import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "prisma/config";

// Prisma's native schema engine is a download of its own. Where it is missing, the same engine as WebAssembly,
// from the package registry, stands in; the command line works alike.
const engines = path.join(import.meta.dirname, "node_modules/@prisma/engines");
const isNativeEngineThere = existsSync(engines) && readdirSync(engines).some((file) => file.startsWith("schema-engine-"));
if (!isNativeEngineThere) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, "scripts/schema-engine.mjs");
process.env.CHECKPOINT_DISABLE ??= "1"; // no call home

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations", seed: "tsx prisma/seed.ts" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
