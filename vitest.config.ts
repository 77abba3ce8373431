import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "@ingestlayer/sdk": path.resolve(import.meta.dirname, "packages/sdk/src/index.ts"), "@": path.resolve(import.meta.dirname) };
const everywhere = ["lib/**", "app/**", "inngest/**", "components/**", "packages/**", "scripts/**", "bench/**", "cli/**"];

export default defineConfig({
  resolve: { alias },
  test: {
    // Most of a database test is waiting.
    maxWorkers: 3,
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          setupFiles: ["lib/testing/property-seed.ts", "lib/testing/fresh-process.ts"],
          environment: "node",
          include: everywhere.map((folder) => `${folder}/*.test.ts`),
          exclude: ["**/*.db.test.ts", "**/node_modules/**"],
          // Nothing here keeps state in a module, and importing everything anew for each file took half of the time.
          isolate: false,
          // Property tests run thousands of cases, and machines are shared.
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "db",
          setupFiles: ["lib/testing/property-seed.ts", "lib/testing/fresh-process.ts"],
          environment: "node",
          isolate: false,
          include: everywhere.map((folder) => `${folder}/*.db.test.ts`),
          globalSetup: ["lib/testing/database-setup.ts"],
          env: { NEXTAUTH_SECRET: "only tests sign with this" },
          // Some start whole processes, and machines are shared.
          testTimeout: 90_000,
          hookTimeout: 60_000,
        },
      },
    ],
    coverage: {
      provider: "v8",
      include: ["lib/pipeline/**/*.ts", "lib/steps/**/*.ts", "lib/destinations/**/*.ts", "lib/durable/**/*.ts"],
      exclude: ["**/*.test.ts", "**/samples.ts"],
      thresholds: { lines: 90 },
      reporter: ["text-summary"],
    },
  },
});
