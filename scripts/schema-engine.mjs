#!/usr/bin/env node
// Stands in for Prisma's native `schema-engine` where its download can't be reached: speaks the same protocol on
// stdio (newline-delimited JSON-RPC 2.0) and answers with the WebAssembly build of the engine over node-postgres.
// prisma.config.ts points PRISMA_SCHEMA_ENGINE_BINARY here.
import crypto from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import readline from "node:readline";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

const require = createRequire(import.meta.url);
const enginePath = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
const argv = process.argv.slice(2);
const datasource = JSON.parse(flagValues("--datasource")[0] ?? "{}");
/** `validate` and `diff` between files need no database, but the engine wants an address. */
const UNREACHABLE_URL = "postgresql://offline:offline@127.0.0.1:1/offline";
/** PostgreSQL's oids of the types `"char"` and `text`. */
const CHAR_OID = 18;
const TEXT_OID = 25;

if (argv[0] === "--version" || argv[0] === "-V") printVersion();
else if (argv.includes("cli")) await runCliCommand(argv[argv.indexOf("cli") + 1]);
else serve();

/** @param {string} flag */
function flagValues(flag) {
  return argv.flatMap((argument, index) => (argument === flag ? [argv[index + 1]] : []));
}

function printVersion() {
  const { version } = JSON.parse(fs.readFileSync(path.join(path.dirname(enginePath), "package.json"), "utf8"));
  console.log(`schema-engine-cli wasm ${version}`);
}

/** @param {string} command `can-connect-to-database` or `create-database` */
async function runCliCommand(command) {
  const name = decodeURIComponent(new URL(datasource.url).pathname.slice(1));
  process.stderr.write("\n"); // Prisma drops the first line
  try {
    if (command === "create-database") await runOnce(withDatabase(datasource.url, "postgres"), `CREATE DATABASE ${pg.escapeIdentifier(name)}`);
    else await runOnce(datasource.url, "SELECT 1");
    report("INFO", { message: "OK" });
  } catch (error) {
    report("ERROR", { is_panic: false, ...prismaError(error, name) });
    process.exitCode = 1;
  }
}

/**
 * @param {"INFO" | "ERROR"} level
 * @param {object} fields
 */
function report(level, fields) {
  process.stderr.write(JSON.stringify({ level, fields, target: "schema_engine::logger" }));
}

/**
 * @param {any} error
 * @param {string} name
 */
function prismaError(error, name) {
  if (error.code === "3D000") return { error_code: "P1003", message: `Database \`${name}\` does not exist` };
  if (error.code === "28P01") return { error_code: "P1000", message: "Authentication failed against the database server" };
  return { error_code: "P1001", message: `Can't reach database server at \`${new URL(datasource.url).host}\`: ${error.message}` };
}

function serve() {
  const lines = readline.createInterface({ input: process.stdin, crlfDelay: Infinity });
  const adapters = adapterFactory();
  /** @type {Promise<any> | undefined} */
  let engine;
  let queue = Promise.resolve();
  lines.on("line", (line) => {
    queue = queue.then(async () => {
      const { id, method, params } = JSON.parse(line);
      if (!method) return; // Prisma acknowledges our own `print`
      try {
        send({ id, result: await call(await (engine ??= loadEngine(adapters)), method, params) });
      } catch (error) {
        send({ id, error: rpcError(error, adapters) });
      }
    });
  });
  lines.on("close", () => queue.then(() => process.exit(0)));
}

/** @param {object} message */
function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

/**
 * @param {any} engine
 * @param {string} method
 * @param {any} params
 */
async function call(engine, method, params) {
  const name = method === "getDatabaseVersion" ? "version" : method;
  if (typeof engine[name] !== "function") throw new Error(`${method} is not available in the WebAssembly schema engine`);
  if (name === "evaluateDataLoss" || name === "createMigration") {
    // These two reach a scratch database only through the engine's cache of "schema after migrations": fill it first.
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters }).catch(() => {});
  }
  const result = (await engine[name](params)) ?? null;
  if (method === "diff" && result?.stdout) {
    send({ id: 1e9, method: "print", params: { content: result.stdout } });
    delete result.stdout;
  }
  return result;
}

/**
 * @param {any} error
 * @param {any} adapters
 */
function rpcError(error, adapters) {
  const driverError = adapters.bound?.errorRegistry?.consumeError?.(0)?.error; // the bound adapter parks what node-postgres threw
  const message = String(driverError?.message ?? error?.message ?? error);
  const data = { is_panic: false, message, meta: error?.meta ?? null, error_code: error?.code ?? null };
  return { code: 4466, message: "An error happened. Check the data field for details.", data };
}

/** @param {any} adapters */
async function loadEngine(adapters) {
  const bindings = await import(pathToFileURL(enginePath).href);
  const wasm = fs.readFileSync(path.join(path.dirname(enginePath), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  /** @type {any} */ (instance.exports).__wbindgen_start();
  const datamodels = flagValues("--datamodels").map((file) => [file, fs.readFileSync(file, "utf8")]);
  const logLine = (/** @type {string} */ line) => process.env.DEBUG_SCHEMA_ENGINE && process.stderr.write(`${line}\n`);
  adapters.bound = bindMigrationAwareSqlAdapterFactory(adapters.factory);
  return bindings.SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, logLine, adapters.bound);
}

function adapterFactory() {
  const url = datasource.url || UNREACHABLE_URL;
  const factory = {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => connect(url),
    async connectToShadowDb() {
      // adapter-pg 7.10 would connect to the main database here: its `connectionString` wins over `database`.
      if (datasource.shadowDatabaseUrl) throw new Error("shadowDatabaseUrl is not supported here: unset it, a scratch database is created");
      const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
      await runOnce(url, `CREATE DATABASE "${name}"`);
      return connect(withDatabase(url, name), () => runOnce(url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
    },
  };
  return { factory, bound: undefined };
}

/**
 * @param {string} url
 * @param {() => Promise<void>} [onDispose]
 */
async function connect(url, onDispose) {
  const pool = new pg.Pool({ connectionString: url, max: 1 }); // the engine's session lock wants exactly one connection
  pool.on("error", () => {});
  const schema = new URL(url).searchParams.get("schema") ?? undefined;
  const adapter = repaired(await new PrismaPg(pool, { schema }).connect());
  adapter.dispose = async () => {
    if (!pool.ended) await pool.end();
    await onDispose?.();
  };
  return adapter;
}

/**
 * adapter-pg 7.10 is made for queries; as an adapter for migrations it needs these repairs.
 * @param {any} adapter
 */
function repaired(adapter) {
  const { queryRaw } = adapter;
  // It splits scripts at every ";", which breaks `$$ … $$` bodies and atomicity.
  adapter.executeScript = async (/** @type {string} */ sql) => {
    try {
      await adapter.client.query(sql);
    } catch (error) {
      adapter.onError(error);
    }
  };
  // It refuses pg_catalog's columns of type "char".
  adapter.queryRaw = async (/** @type {unknown} */ query) => {
    const result = await adapter.performIO(query);
    const charColumns = result.fields.flatMap((/** @type {any} */ field, /** @type {number} */ index) => (field.dataTypeID === CHAR_OID ? [index] : []));
    for (const index of charColumns) result.fields[index].dataTypeID = TEXT_OID;
    const answer = await queryRaw.call(Object.create(adapter, { performIO: { value: async () => result } }), query);
    for (const index of charColumns) answer.columnTypes[index] = ColumnTypeEnum.Character;
    return answer;
  };
  return adapter;
}

/**
 * @param {string} url
 * @param {string} name
 */
function withDatabase(url, name) {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

/**
 * @param {string} url
 * @param {string} sql
 */
async function runOnce(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
