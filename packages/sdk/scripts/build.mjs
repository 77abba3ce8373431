import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generateDtsBundle } from "dts-bundle-generator";
import { build } from "esbuild";

const root = path.resolve(import.meta.dirname, "..");
// Given a folder, it is built there.
const dist = process.argv[2] ?? path.join(root, "dist");
const out = (name) => path.join(dist, name);
const source = (name) => path.join(root, "src", name);

// dist/: one file for `import`, one for `require`, the types of both, and the program behind `npx`.
rmSync(dist, { recursive: true, force: true });
const library = { entryPoints: [source("index.ts")], bundle: true, minify: true, target: "es2022", platform: "neutral", logLevel: "warning" };
await build({ ...library, format: "esm", outfile: out("index.js") });
await build({ ...library, format: "cjs", outfile: out("index.cjs") });
await build({ ...library, entryPoints: [source("cli.ts")], format: "esm", platform: "node", target: "node18", outfile: out("cli.js") });
const [types] = generateDtsBundle([{ filePath: source("index.ts"), output: { noBanner: true, exportReferencedTypes: false } }], { preferredConfigPath: path.join(root, "tsconfig.json") });
// One file for both: an EventMap declared for one of two would not be the other's.
writeFileSync(out("index.d.cts"), types);
