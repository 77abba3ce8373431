import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startRecordingServer } from "@/lib/testing/recording-server";

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, "../../..");
const types = 'import "@ingestlayer/sdk";\n\ndeclare module "@ingestlayer/sdk" {\n  interface EventMap {\n    "a.b": { n: number };\n  }\n}\n';

let project: string;
let server: Awaited<ReturnType<typeof startRecordingServer>>;

beforeAll(async () => {
  server = await startRecordingServer({
    respond: ({ path: asked, body }) =>
      asked === "/v1/types"
        ? { status: 200, body: JSON.stringify({ data: { typescript: types } }) }
        : { status: 202, body: JSON.stringify({ data: { events: [{ index: 0, id: "evt_1", type: JSON.parse(body).type, duplicate: false }], rejected: [] } }) },
  });
  // What npm would publish, installed into an empty project.
  project = mkdtempSync(path.join(tmpdir(), "ingestlayer-sdk-"));
  const copy = path.join(project, "sdk");
  cpSync(path.join(root, "packages/sdk"), copy, { recursive: true, filter: (file) => !/\/(dist|node_modules)$/.test(file) });
  await run(process.execPath, [path.join(root, "packages/sdk/scripts/build.mjs"), path.join(copy, "dist")]);
  const { stdout } = await run("npm", ["pack", copy, "--ignore-scripts", "--silent"], { cwd: project });
  writeFileSync(path.join(project, "package.json"), JSON.stringify({ private: true }));
  await run("npm", ["install", path.join(project, stdout.trim()), "--offline", "--no-audit", "--no-fund"], { cwd: project });
}, 120_000);
afterAll(async () => {
  await server.close();
  rmSync(project, { recursive: true, force: true });
});

const environment = () => ({ ...process.env, INGESTLAYER_URL: server.url, INGESTLAYER_KEY: "il_live_test" });

/** Writes the file into the project. */
function write(name: string, text: string): string {
  const file = path.join(project, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const program = 'const { id, type } = await ingest("a.b", { n: 1 });\nconsole.log(`${id} ${type}`);\n';
const esm = `import { ingest } from "@ingestlayer/sdk";\n${program}`;
const cjs = `const { ingest } = require("@ingestlayer/sdk");\n(async () => {\n${program}})();\n`;

it("is under 4 kB gzipped, without a dependency, and holds no source", () => {
  const installed = path.join(project, "node_modules/@ingestlayer/sdk");
  expect(gzipSync(readFileSync(path.join(installed, "dist/index.js"))).byteLength).toBeLessThan(4096);
  expect(JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8")).dependencies).toBeUndefined();
  expect(() => readFileSync(path.join(installed, "src/index.ts"))).toThrow();
  expect(readFileSync(path.join(installed, "README.md"), "utf8")).toContain("npm install @ingestlayer/sdk");
});

describe("sends an event", () => {
  it.each([
    ["Node, as a module", process.execPath, ["esm.mjs"], esm],
    ["Node, by require", process.execPath, ["cjs.cjs"], cjs],
    ["Bun", path.join(root, `node_modules/@oven/bun-${platform()}/bin/bun`), ["run", "bun.ts"], esm],
    ["Deno", path.join(root, `node_modules/@deno/${platform()}${process.platform === "linux" ? "-glibc" : ""}/deno`), ["run", "--allow-net=127.0.0.1", "--allow-env", "--node-modules-dir=manual", "deno.ts"], esm],
  ])("from %s", async (_, program_, args, text) => {
    write(args.at(-1) ?? "", text);
    const { stdout } = await run(program_, args, { cwd: project, env: environment() });
    expect(stdout.trim()).toBe("evt_1 a.b");
    expect(server.requests.at(-1)).toMatchObject({ path: "/v1/ingest", headers: { authorization: "Bearer il_live_test" } });
  }, 60_000);
});

describe("its types", () => {
  const check = (module: string, file: string) => run(process.execPath, [path.join(root, "node_modules/typescript-native/bin/tsc"), "--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom", "--types", "", "--module", module, "--moduleResolution", module === "nodenext" ? "nodenext" : "bundler", "--skipLibCheck", "false", file, "ingestlayer.d.ts"], { cwd: project }).then(() => "", (error: { stdout: string }) => error.stdout);

  it("are written by the CLI, kept when they are the same, and compared for CI", async () => {
    const cli = (...args: string[]) => run(process.execPath, [path.join(project, "node_modules/.bin/ingestlayer-sdk"), "types", ...args], { cwd: project, env: environment() });
    await expect(cli("--check")).rejects.toMatchObject({ code: 1 });
    expect((await cli()).stderr).toContain("ingestlayer.d.ts: written");
    expect(readFileSync(path.join(project, "ingestlayer.d.ts"), "utf8")).toBe(types);
    expect((await cli()).stderr).toContain("up to date");
    await cli("--check");
    await expect(run(process.execPath, [path.join(project, "node_modules/.bin/ingestlayer-sdk"), "types"], { cwd: project, env: { ...environment(), INGESTLAYER_KEY: "" } })).rejects.toMatchObject({ stderr: expect.stringContaining("no API key") });
  });

  it.each([["nodenext", "typed.mts", "import"], ["nodenext", "typed.cts", "import"], ["esnext", "typed.ts", "import"]])("check payloads by declared events (%s, %s)", async (module, name) => {
    const file = write(name, `import { ingest, ingestBatch, IngestError, type BatchResult } from "@ingestlayer/sdk";
export async function send(): Promise<BatchResult> {
  await ingest("a.b", { n: 1 });
  await ingest("undeclared", { anything: true });
  // @ts-expect-error: n is a number
  await ingest("a.b", { n: "1" });
  // @ts-expect-error: an unknown field
  await ingest("a.b", { n: 1, m: 2 });
  // @ts-expect-error: in a batch too
  await ingestBatch([{ type: "a.b", payload: { n: "1" } }, { type: "other", payload: {} }]);
  return ingestBatch([{ type: "a.b", payload: { n: 1 } }, { type: "other", payload: { x: 1 } }]);
}
export const isLimited = (error: unknown) => error instanceof IngestError && error.code === "rate_limited";
`);
    expect(await check(module, file)).toBe("");
  });
});

/** As both name the package of their binary, which works without their install scripts. */
function platform(): string {
  const arch = process.arch;
  return `${process.platform}-${arch}`;
}
