import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";

// Type-checks and runs the conformance suites of a copy of the tree.
vi.setConfig({ testTimeout: 150_000, hookTimeout: 60_000 });

const root = process.cwd();
let tree: string;
beforeAll(() => {
  tree = mkdtempSync(path.join(tmpdir(), "ingestlayer-new-unit-"));
  for (const name of ["lib", "components/deliveries", "generated", "tsconfig.json", "vitest.config.ts", "package.json"]) {
    mkdirSync(path.dirname(path.join(tree, name)), { recursive: true });
    cpSync(path.join(root, name), path.join(tree, name), { recursive: true });
  }
  symlinkSync(path.join(root, "node_modules"), path.join(tree, "node_modules"));
  writeFileSync(path.join(tree, "tsconfig.new.json"), JSON.stringify({ extends: "./tsconfig.json", compilerOptions: { incremental: false, noEmit: true, plugins: [] }, include: ["lib/destinations/**/*.ts", "lib/steps/**/*.ts"], exclude: ["**/*.db.test.ts"] }));
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

const generate = (script: string, name: string) => spawnSync(process.execPath, [path.join(root, "scripts", script), name, tree], { encoding: "utf8" });

it("writes a destination and a step that compile and keep what every one promises", () => {
  expect(generate("new-destination.mjs", "pager")).toMatchObject({ status: 0, stdout: expect.stringContaining("lib/destinations/pager is there") });
  expect(generate("new-step.mjs", "round")).toMatchObject({ status: 0 });
  expect(generate("new-step.mjs", "round.half")).toMatchObject({ status: 0 });
  expect(run("node_modules/typescript-native/bin/tsc", "-p", "tsconfig.new.json")).toBe("");
  const report = run("node_modules/vitest/vitest.mjs", "run", "--project", "unit", "--maxWorkers", "1", "lib/destinations/conformance.test.ts", "lib/steps/conformance.test.ts", "lib/destinations/pager", "lib/steps/round", "-t", "pager|round|says what the template says|says on its card");
  expect(report).toMatch(/Test Files .*5 passed/);
});

it.each([
  ["new-destination.mjs", "Pager Duty", "expected a noun"],
  ["new-destination.mjs", "slack", "there is a destination slack already"],
  ["new-destination.mjs", "", "expected a noun"],
  ["new-step.mjs", "a b", "expected a verb"],
  ["new-step.mjs", "classify", "there is a step classify already"],
])("%s %j is refused, and says why", (script, name, message) => {
  expect(generate(script, name)).toMatchObject({ status: 1, stderr: expect.stringContaining(message) });
});

/** What a tool of the tree printed; its failure fails the test with what it said. */
function run(tool: string, ...args: string[]): string {
  try {
    return execFileSync(process.execPath, [path.join(root, tool), ...args], { cwd: tree, encoding: "utf8", stdio: "pipe", env: { ...process.env, VITEST: undefined, NO_COLOR: "1" } });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${stdout}\n${stderr}`);
  }
}
