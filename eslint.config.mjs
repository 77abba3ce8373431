import next from "eslint-config-next/core-web-vitals";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const typescriptFiles = ["**/*.ts", "**/*.tsx"];
const nodeGlobals = Object.fromEntries(["process", "console", "Buffer", "URL", "WebAssembly", "setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "fetch", "performance", "AbortSignal"].map((name) => [name, "readonly"]));
const testFiles = ["**/*.test.ts", "**/*.test.tsx", "e2e/**", "lib/testing/**", "**/testing/**", "bench/**"];

export default defineConfig(
  { ignores: [".next/", ".data/", "dist/", "packages/*/dist/", "generated/", "coverage/", "next-env.d.ts", "test-results/", "playwright-report/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  ...next,
  {
    files: typescriptFiles,
    extends: [tseslint.configs.strict],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false, arguments: false } }],
      "@typescript-eslint/no-invalid-void-type": "off",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      // The documented level is "about 250 lines": beyond this one the file does more than one thing.
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      "no-restricted-properties": ["error", { object: "process", property: "env", message: "Configuration is read in lib/env.ts alone." }],
      "no-restricted-globals": ["error", { name: "fetch", message: "Requests go out through the guarded HTTP port (lib/adapters)." }],
    },
  },
  // Playwright's and our own `use…` functions are not React's.
  { files: ["{lib,inngest,cli,bench,e2e,scripts,packages}/**"], rules: { "react-hooks/rules-of-hooks": "off" } },
  { files: ["lib/env.ts", "*.config.ts"], rules: { "no-restricted-properties": "off" } },
  { files: ["lib/adapters/**/*.ts", "lib/destinations/*/deliver.ts", "components/**", "packages/**", "cli/**"], rules: { "no-restricted-globals": "off" } },
  { files: ["cli/**", "packages/**", "prisma/seed.ts"], rules: { "no-console": "off", "no-restricted-properties": "off" } },
  {
    files: testFiles,
    rules: {
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-dynamic-delete": "off",
      "@typescript-eslint/no-empty-function": "off",
      "max-lines": "off",
      "no-console": "off",
      "no-restricted-properties": "off",
      "no-restricted-globals": "off",
    },
  },
  { files: ["scripts/**/*.mjs", "bench/**/*.mjs"], languageOptions: { globals: nodeGlobals }, rules: { eqeqeq: ["error", "always", { null: "ignore" }], "no-undef": "error", "no-unused-vars": "error" } },
);
