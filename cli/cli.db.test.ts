import "../app/v1/testing/environment";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keyFile } from "../app/v1/testing/environment";
import { startTestApi, type Tenant, type TestApi } from "../app/v1/testing/api";
import { runCli } from "./run-cli";
import { storeDelivery } from "../app/v1/testing/history";
import { inBatches } from "@/inngest/functions/in-batches";
import { replayJobs } from "@/lib/deliveries/replay-deliveries";
import { createMemoryStepPort } from "@/lib/durable/testing/memory-step-port";
import { importJobs } from "@/lib/entities/import-entities";
import { startSlackSandboxServer, type SlackSandboxServer } from "@/lib/slack-sandbox/testing-server";

let api: TestApi;
let tenant: Tenant;
let slack: SlackSandboxServer;
let dir: string;
// As shipped: a bundle in dist/, which finds packages and migrations from there, imported by a launcher.
const bundle = path.resolve(`dist/cli-test-${process.pid}.mjs`);
let launcher: string;

beforeAll(async () => {
  api = await startTestApi();
  tenant = await api.createTenant();
  slack = await startSlackSandboxServer();
  dir = mkdtempSync(path.join(tmpdir(), "cli-test-"));
  buildSync({ entryPoints: ["cli/main.ts"], bundle: true, platform: "node", format: "esm", target: "node20", packages: "external", outfile: bundle });
  launcher = path.join(dir, "cli.mjs");
  writeFileSync(launcher, `await import(${JSON.stringify(pathToFileURL(bundle).href)});\n`);
});
afterAll(async () => {
  rmSync(bundle, { force: true });
  rmSync(dir, { recursive: true, force: true });
  await slack.close();
  await api.close();
});

/** What it answers as soon as it answers something. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
}

type Ran = { code: number | null; out: string; err: string };

type Options = { input?: string; environment?: Record<string, string> };

/** A command as `main.ts` runs it, in this process; against the running server unless the environment says otherwise. */
async function cli(args: string[], { input = "", environment = withServer() }: Options = {}): Promise<Ran> {
  const ran: Ran = { code: null, out: "", err: "" };
  const code = await runCli(args, {
    out: (line) => void (ran.out += `${line}\n`),
    note: (line) => void (ran.err += `${line}\n`),
    readInput: async () => input,
    environment,
    signal: new AbortController().signal,
  });
  return { ...ran, code };
}

/** The same in a process of its own, as shipped. */
function shipped(args: string[], { input = "", environment = withServer() }: Options = {}): Promise<Ran> {
  const child = spawn(process.execPath, [launcher, ...args], { env: { PATH: process.env.PATH ?? "", NODE_ENV: "test", ...environment } });
  const ran: Ran = { code: null, out: "", err: "" };
  child.stdout.on("data", (chunk) => (ran.out += chunk));
  child.stderr.on("data", (chunk) => (ran.err += chunk));
  child.stdin.end(input);
  return new Promise((resolve) => child.on("close", (code) => resolve({ ...ran, code })));
}

const withServer = () => ({ INGESTLAYER_URL: api.url, INGESTLAYER_KEY: tenant.key });

const example = "examples/route-support-escalations.json";

describe("against a running server", () => {
  it("sets up the example and shows what became of an event", async () => {
    const connected = await shipped(["connection", "create", "slack", "--slug", "acme-slack", "--token", "-", "--base-url", slack.apiUrl], { input: `${slack.botToken}\n` });
    expect(connected).toMatchObject({ code: 0, out: expect.stringMatching(/^con_\w+\n$/) });
    const hook = await cli(["connection", "create", "webhook", "--slug", "archive-hook", "--url", "http://127.0.0.1:9/x", "--no-verify"]);
    expect(hook.code, hook.err).toBe(0);
    const imported = await cli(["pipeline", "import", example, "--activate"]);
    expect(imported).toMatchObject({ code: 0, out: expect.stringMatching(/^pl_\w+\n$/), err: expect.stringContaining("active, version 1") });
    const sent = await shipped(["event", "send", "support.ticket.created", "--data", "-"], { input: '{"ticket_id":"T-1"}' });
    expect(sent).toMatchObject({ code: 0, out: expect.stringMatching(/^evt_\w+\n$/), err: "accepted\n" });
    const shown = await cli(["event", "show", sent.out.trim()]);
    expect(shown.code, shown.err).toBe(0);
    expect(shown.out).toContain('"ticket_id": "T-1"');
    const detail = JSON.parse((await cli(["event", "show", sent.out.trim(), "--json"])).out);
    expect(detail.runs).toHaveLength(1);
    expect((await cli(["run", "show", detail.runs[0].id])).out).toContain("route-support-escalations v1");
    expect((await cli(["pipeline", "list"])).out.split("\t").slice(1)).toEqual(["route-support-escalations", "active", "v1\n"]);
    expect((await cli(["pipeline", "pause", "route-support-escalations"])).err).toContain("paused");
  });

  it("exports what it imported, as JSON and YAML", async () => {
    expect((await cli(["pipeline", "import", example])).code).toBe(0);
    expect(JSON.parse((await cli(["pipeline", "export", "route-support-escalations"])).out)).toEqual(JSON.parse(readFileSync(example, "utf8")));
    const file = path.join(dir, "pipeline.yaml");
    expect((await cli(["pipeline", "export", "route-support-escalations", "--format", "yaml", "--out", file])).out).toBe("");
    expect((await cli(["pipeline", "import", file])).code).toBe(0);
  });

  it("tries a pipeline on a made-up event without storing anything", async () => {
    await cli(["pipeline", "import", example]);
    const tested = await cli(["pipeline", "test", "route-support-escalations", "--type", "support.ticket.created", "--data", '{"subject":"Checkout is down"}']);
    expect(tested.out, tested.err).toMatch(/^succeeded\n {2}urgency \(classify\) {2}ok {2}\$classify\.urgency/);
    expect(tested.out).toContain("→ on-call (slack)  would be sent");
    expect(await cli(["pipeline", "test", "route-support-escalations"])).toMatchObject({ code: 1, err: expect.stringContaining("either --event or --type") });
  });

  it("tails events until its limit", async () => {
    const tail = cli(["event", "tail", "--type", "tailed", "--limit", "2"]);
    const ids: string[] = [];
    // Those before it looks for the first time are not its own: send until it has enough.
    let isOver = false;
    void tail.then(() => (isOver = true));
    while (!isOver) ids.push((await tenant.call("POST", "/v1/ingest", { type: "tailed", payload: {} })).body.data.events[0].id);
    const seen = (await tail).out.trim().split("\n").map((line) => line.split("\t")[1]);
    expect(seen).toHaveLength(2);
    expect(ids.indexOf(seen[1] ?? "")).toBe(ids.indexOf(seen[0] ?? "") + 1);
  });

  it("sends again what failed: one, or all that fit at a rate, and never all by accident", async () => {
    const tenant = await api.createTenant();
    const environment = { INGESTLAYER_URL: api.url, INGESTLAYER_KEY: tenant.key };
    const dead = [await storeDelivery(tenant.organizationId, { status: "dead" }, api.db), await storeDelivery(tenant.organizationId, { status: "dead", kind: "slack" }, api.db)];
    const job = await cli(["delivery", "replay", "--status", "dead", "--kind", "slack", "--rate", "5", "--from", "start", "--version", "current"], { environment });
    expect(job, job.err).toMatchObject({ code: 0, out: expect.stringMatching(/^job_\w+\n$/), err: "one delivery is sent again\n" });
    expect((await tenant.call("GET", `/v1/deliveries/replay/${job.out.trim()}`)).body.data).toMatchObject({ rate: 5, from: "start", version: "current", total: 1, filter: { status: "dead", kind: "slack" } });
    expect(await cli(["delivery", "replay", dead[0] ?? ""], { environment })).toMatchObject({ code: 0, out: `${dead[0]}\n`, err: "will be sent again: pending\n" });
    expect(await cli(["delivery", "replay", dead[1] ?? "", "--version", "current"], { environment })).toMatchObject({ code: 1, err: expect.stringContaining("its event is no longer stored") });
    expect((await cli(["delivery", "replay", "--all"], { environment })).err).toBe("one delivery is sent again\n");
  });

  it("remembers entities, one by one and many at once, and finds them again", async () => {
    const made = await cli(["entity", "upsert", "customer", "acme", "--traits", '{"plan":"scale","seats":5}']);
    expect(made, made.err).toMatchObject({ code: 0, out: expect.stringMatching(/^ent_\w+\n$/), err: "created\n" });
    expect(await cli(["entity", "upsert", "customer", "acme", "--traits", '{"seats":6}'])).toMatchObject({ code: 0, out: made.out, err: "updated\n" });
    for (const args of [["customer", "acme"], [made.out.trim()]]) expect(JSON.parse((await cli(["entity", "get", ...args])).out)).toEqual({ plan: "scale", seats: 6 });
    expect(await cli(["entity", "get", "customer", "nobody"])).toMatchObject({ code: 1, out: "", err: expect.stringContaining("there is no customer nobody") });
    const csv = path.join(dir, "customers.csv");
    writeFileSync(csv, "kind,external_id,plan\ncustomer,globex,free\nCustomer!,x,free\n");
    const importing = cli(["entity", "import", csv, "--wait"]);
    const jobId = await until(async () => (await tenant.call("GET", "/v1/entities/imports")).body.data[0]?.id);
    await inBatches(importJobs(api.db)).handler({ data: { organizationId: tenant.organizationId, jobId, round: 0 }, step: createMemoryStepPort(), attempt: 0, jobId: "1" });
    expect(await importing).toMatchObject({ code: 1, out: `${jobId}\n`, err: expect.stringMatching(/row 2, kind: .*\ndone: 1 created, 0 updated, 1 failed\n/s) });
    expect((await cli(["entity", "list", "--kind", "customer"])).out.split("\n").map((line) => line.split("\t").slice(1)).filter((row) => row.length > 0))
      .toEqual([["customer", "globex", '{"plan":"free"}'], ["customer", "acme", '{"plan":"scale","seats":6}']]);
  });

  it("lists recipes and makes a draft of one", async () => {
    expect((await cli(["recipe", "list"])).out).toContain("support.ticket.created");
    const used = await cli(["recipe", "use", "track-user-signups", "--kind", "webhook"]);
    expect(used, used.err).toMatchObject({ code: 0, out: expect.stringMatching(/^pl_\w+\n$/) });
    expect((await tenant.call("GET", `/v1/pipelines/${used.out.trim()}`)).body.data.status).toBe("draft");
    expect(await cli(["recipe", "use", "nothing", "--kind", "webhook"])).toMatchObject({ code: 1, out: "" });
  });

  it("waits for a replay when asked, and says what was left out", async () => {
    const tenant = await api.createTenant();
    const environment = { INGESTLAYER_URL: api.url, INGESTLAYER_KEY: tenant.key };
    await storeDelivery(tenant.organizationId, { status: "dead", kind: "discord", message: null }, api.db);
    const waiting = cli(["delivery", "replay", "--kind", "discord", "--wait"], { environment });
    const jobId = await until(async () => (await tenant.call("GET", "/v1/deliveries/replay")).body.data.find((job: { filter: { kind?: string } }) => job.filter.kind === "discord")?.id);
    await inBatches(replayJobs(api.db, () => {})).handler({ data: { organizationId: tenant.organizationId, jobId, round: 0 }, step: createMemoryStepPort(), attempt: 0, jobId: "1" });
    expect(await waiting).toMatchObject({ code: 0, out: `${jobId}\n`, err: expect.stringContaining("1 left out: no message was made") });
  });

  it("prints only a result on standard output, and JSON for machines", async () => {
    const made = JSON.parse((await cli(["source", "create", "--slug", "shop", "--json"])).out);
    expect(made).toMatchObject({ id: expect.stringMatching(/^src_/), slug: "shop" });
    expect(JSON.parse((await cli(["delivery", "list", "--status", "dead", "--json"])).out)).toEqual([]);
    const key = await cli(["key", "create", "--name", "reader", "--scopes", "read", "--source", "shop"]);
    expect(key.out).toMatch(/^il_live_[\w-]+\n$/);
    const asReader = { INGESTLAYER_URL: api.url, INGESTLAYER_KEY: key.out.trim() };
    expect((await cli(["source", "list"], { environment: asReader })).code).toBe(0);
    expect(await cli(["source", "create", "--slug", "x"], { environment: asReader })).toMatchObject({ code: 1, out: "", err: expect.stringContaining("forbidden") });
  });

  it.each([
    [["pipeline", "import", example, "--deplyo"], /--deplyo/],
    [["pipeline", "import"], /<file> is missing/],
    [["pipeline", "import", "nowhere.json"], /nowhere\.json can't be read/],
    [["pipeline", "list", "extra"], /"extra" is one argument too many/],
    [["source", "create"], /--slug is missing/],
    [["event", "send", "x", "--data", "{nonsense"], /--data: expected JSON/],
    [["event", "show", "evt_missing"], /no such event \(not_found\)/],
    [["connection", "create", "slack", "--slug", "s", "--token", "nonsense"], /config\.botToken: /],
    [["delivery", "list", "--status", "gone"], /status: /],
    [["delivery", "replay"], /expected the id of a delivery, a filter such as --pipeline, or --all/],
    [["delivery", "replay", "dlv_1", "--rate", "5"], /--rate: expected with many deliveries only/],
    [["delivery", "replay", "--all", "--rate", "often"], /rate: /],
    [["delivery", "replay", "--all", "--version", "newest"], /version: /],
    [["fly", "away"], /no command "fly away"/],
  ])("refuses %j in one exit code 1 and words that name what is wrong", async (args, message) => {
    const ran = await cli(args);
    expect(ran).toMatchObject({ code: 1, out: "", err: expect.stringMatching(message) });
    expect(ran.err).not.toMatch(/\n\s+at /);
  });

  it("makes a webhook source, renews what it has, and pauses it", async () => {
    const made = await cli(["source", "create", "--slug", "billing", "--kind", "webhook", "--auth", "bearer", "--secret", "-"], { input: "a-secret-of-its-own\n" });
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^src_\w+\nhttp.*\/whk\/whk_\S+\na-secret-of-its-own\n$/) });
    const [, address = ""] = made.out.split("\n");
    const rotated = JSON.parse((await cli(["source", "rotate", "billing", "--overlap-seconds", "60", "--json"])).out);
    expect([rotated.url, rotated.secret === "a-secret-of-its-own"]).toEqual([address, false]);
    expect((await cli(["source", "rotate", "billing", "--address"])).out).not.toContain(address);
    expect((await cli(["source", "pause", "billing"])).err).toContain("billing is paused");
    expect((await cli(["source", "resume", "billing"])).err).toContain("billing is active");
    expect((await cli(["source", "rotate", "default"])).err).toContain("Only a webhook source");
    expect((await cli(["source", "create", "--slug", "x", "--auth", "hmac"])).err).toContain("auth_mode: expected only with kind webhook");
  });

  it("declares events, and accepts what a schema refused once it is mended", async () => {
    const pushed = await cli(["schema", "push", "-", "--mode", "refuse"], { input: "event: cli.tested\nschema: { n: integer }\n" });
    expect(pushed).toMatchObject({ code: 0, err: expect.stringContaining("cli.tested: version 1, refuse") });
    expect(await cli(["event", "send", "cli.tested", "--data", '{"n":"x"}'])).toMatchObject({ code: 1, err: expect.stringContaining("payload.n: expected integer") });
    await expect.poll(async () => (await cli(["rejection", "list", "--type", "cli.tested"])).out, { timeout: 30_000 }).toContain("schema_violation");
    await cli(["schema", "push", '{"type":"object","properties":{"n":{"type":"string"}}}', "--type", "cli.tested"]);
    expect((await cli(["rejection", "retry", "cli.tested"])).out).toBe("1\n");
    expect((await cli(["schema", "show", "cli.tested"])).out).toBe("event: cli.tested\nschema:\n  n: string?\n");
    expect((await cli(["schema", "show", "cli.tested", "--format", "typescript"])).out).toContain("n?: string;");
    expect((await cli(["schema", "infer", "cli.tested"])).out).toContain("n: string");
    expect((await cli(["schema", "list"])).out).toContain("cli.tested\trefuse\tv2");
    expect((await cli(["schema", "delete", "cli.tested"])).code).toBe(0);
  });

  it("makes an agent's key for a pipeline, and revokes it", async () => {
    const made = await cli(["agent", "create", "--name", "assistant", "--pipelines", "route-support-escalations"]);
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^ag_live_\S{43}\n$/), err: expect.stringContaining("may run 1 pipeline") });
    const [row = ""] = (await cli(["agent", "list"])).out.split("\n");
    expect(row).toContain("assistant");
    expect((await cli(["agent", "revoke", row.split("\t")[0] ?? ""])).code).toBe(0);
    expect((await cli(["agent", "list"])).out).toContain("revoked");
  });

  it("says what to do without a key and without a server", async () => {
    expect((await cli(["pipeline", "list"], { environment: {} })).err).toContain("INGESTLAYER_KEY is not set");
    const unreachable = { INGESTLAYER_URL: "http://127.0.0.1:9", INGESTLAYER_KEY: "il_live_x" };
    expect(await cli(["pipeline", "list"], { environment: unreachable })).toMatchObject({ code: 1, err: expect.stringContaining("no answer from http://127.0.0.1:9") });
  });

  it("lists its commands when asked", async () => {
    expect(await cli(["--help"])).toMatchObject({ code: 0, out: "", err: expect.stringContaining("keys rotate") });
    expect((await cli(["pipeline", "import", "--help"])).err).toContain("--activate");
  });
});

describe("straight on the database", () => {
  it("makes an owner and a key that works, and rotates keys", async () => {
    const environment = { DATABASE_URL: api.db.url, ENCRYPTION_KEY_FILE: keyFile };
    const owner = await shipped(["owner", "create", "--email", "ada@example.com", "--password", "-", "--organization", "Ada Ltd", "--json"], { environment, input: "correct horse\n" });
    expect(owner.code, owner.err).toBe(0);
    const made = JSON.parse(owner.out);
    expect(made).toMatchObject({ organization: "ada-ltd", id: expect.stringMatching(/^usr_/) });
    expect((await cli(["owner", "create", "--email", "ada@example.com", "--password", "correct horse"], { environment })).err).toContain("email: ");

    expect((await cli(["key", "create", "--name", "k", "--scopes", "read"], { environment })).err).toContain("there are several organizations");
    expect((await cli(["key", "create", "--name", "k", "--scopes", "fly", "--organization", "ada-ltd"], { environment })).err).toContain("scopes: ");
    const key = await cli(["key", "create", "--name", "k", "--scopes", "read,manage", "--organization", "ada-ltd"], { environment });
    expect(key.code, key.err).toBe(0);
    const asAda = { INGESTLAYER_URL: api.url, INGESTLAYER_KEY: key.out.trim() };
    const hook = await cli(["connection", "create", "webhook", "--slug", "hook", "--url", "http://127.0.0.1:9/x", "--no-verify"], { environment: asAda });
    expect(hook.code, hook.err).toBe(0);

    const before = readFileSync(keyFile, "utf8");
    const rotated = await shipped(["keys", "rotate", "--generate"], { environment });
    expect(rotated.code, rotated.err).toBe(0);
    expect(rotated.err).toMatch(/[1-9]\d* data keys? re-wrapped/);
    expect((await shipped(["keys", "rotate"], { environment })).err).toContain("0 data keys re-wrapped");
    // The old key may go: every data key is wrapped by the new one.
    writeFileSync(keyFile, readFileSync(keyFile, "utf8").replace(before, ""));
    expect((await cli(["connection", "test", "hook"], { environment: asAda })).err).toContain("hook does not work: ");
  });
});
