#!/usr/bin/env node
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { environment } from "./environment";

const usage = `npx @ingestlayer/sdk types [--out ingestlayer.d.ts] [--check] [--url …] [--key …]

Writes the types of your declared events, for ingest() to check payloads by.
--check writes nothing and fails when the file is not what the server would give: for CI.
The key needs the scope read; INGESTLAYER_URL and INGESTLAYER_KEY are used where --url and --key are not given.`;

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: "string", default: "ingestlayer.d.ts" }, check: { type: "boolean", default: false }, url: { type: "string" }, key: { type: "string" }, help: { type: "boolean", default: false } },
  });
  if (values.help || positionals[0] !== "types" || positionals.length > 1) {
    console.error(usage);
    return values.help ? 0 : 1;
  }
  const types = await fetchTypes(values.url ?? environment("INGESTLAYER_URL") ?? "http://127.0.0.1:3000", values.key ?? environment("INGESTLAYER_KEY"));
  const former = await readFile(values.out, "utf8").catch(() => null);
  if (values.check) {
    if (former === types) return 0;
    console.error(`${values.out} is not what the server declares: run \`npx @ingestlayer/sdk types --out ${values.out}\``);
    return 1;
  }
  if (former !== types) {
    await mkdir(dirname(values.out), { recursive: true });
    await writeFile(values.out, types);
  }
  console.error(`${values.out}: ${former === types ? "is up to date" : "written"}`);
  return 0;
}

async function fetchTypes(url: string, key: string | undefined): Promise<string> {
  if (!key) throw new Error("no API key: pass --key or set INGESTLAYER_KEY");
  const response = await fetch(`${url.replace(/\/+$/, "")}/v1/types`, { headers: { authorization: `Bearer ${key}` } });
  const body = (await response.json().catch(() => ({}))) as { data?: { typescript: string }; error?: { message: string } };
  if (!body.data) throw new Error(body.error?.message ?? `Ingestlayer answered ${response.status}`);
  return body.data.typescript;
}
