import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createGuardedHttp } from "@/lib/adapters/http/guarded-http";
import type { Json } from "@/lib/durable/contract";
import type { RunContext } from "@/lib/pipeline/context";
import type { CachePort, HttpOutcome, HttpPort, HttpRequest } from "@/lib/ports/ports";
import { startRecordingServer, type RecordedAnswer, type RecordedRequest, type RecordingServer } from "@/lib/testing/recording-server";
import { enrichCompany } from "./definition";
import { executeEnrichCompany } from "./execute";
import { readHomepage } from "./read-homepage";

const time = "2026-11-23T10:00:00.000Z";
const contextOf = (payload: Json): RunContext => ({ event: { id: "evt_1", type: "t", received_at: time, occurred_at: time, payload, meta: { source: "s", url: "", idempotency_key: null } }, values: {}, redactions: [] });

/** The sites of the test, by host: a real server on loopback stands behind all of them, over http. */
let server: RecordingServer;
let answers: Record<string, RecordedAnswer>;
const http = createGuardedHttp({ allowPrivateNetwork: "127.0.0.0/8", lookup: async () => [{ address: "127.0.0.1", family: 4 }] });
const sites: HttpPort = {
  async send(request: HttpRequest): Promise<HttpOutcome> {
    const url = new URL(request.url);
    if (url.protocol === "https:") return { kind: "unsent", detail: "nothing listens" };
    return http.send({ ...request, url: `http://${url.hostname}:${server.port}${url.pathname}` });
  },
};
beforeAll(async () => {
  server = await startRecordingServer({
    respond: ({ headers, path }: RecordedRequest) => answers[`${headers["host"]?.replace(/:.*/, "")}${path}`] ?? { status: 404 },
  });
});
beforeEach(() => {
  answers = {};
  server.requests.length = 0;
});
afterAll(async () => {
  await server.close();
  await http.close();
});

const page = (html: string, more: Record<string, string> = {}): RecordedAnswer => ({ status: 200, headers: { "content-type": "text/html; charset=utf-8", ...more }, body: html });

function memoryCache(): CachePort & { ttls: number[] } {
  const entries = new Map<string, Json>();
  const ttls: number[] = [];
  return {
    ttls,
    async get(_organizationId, key, ttlMs, load) {
      const known = entries.get(key);
      if (known !== undefined) return { value: known as never, isHit: true };
      const value = await load();
      entries.set(key, value);
      ttls.push(typeof ttlMs === "number" ? ttlMs : ttlMs(value));
      return { value, isHit: false };
    },
  };
}

const run = (from: string, { cache = memoryCache(), onError }: { cache?: CachePort; onError?: string } = {}) =>
  executeEnrichCompany({ config: enrichCompany.config.parse({ from: "$event.at", ...(onError ? { onError } : {}) }), context: contextOf({ at: from }), organizationId: "org_1", organizationHashKey: "", nowMs: 0, stepKey: "run_1/c", scope: "pl_1/c" }, { http: sites, cache });

test("a company's page is read once, whatever address leads to it", async () => {
  answers["acme.example/"] = page('<html lang="en"><head><title> Acme &amp; Co </title><meta name="description" content="Anvils"><meta property="og:site_name" content="Acme"></head>');
  const cache = memoryCache();
  const expected = { domain: "acme.example", title: "Acme & Co", description: "Anvils", site_name: "Acme", language: "en", url: "http://acme.example/" };
  for (const from of ["wile@acme.example", "acme.example", "https://www.acme.example/about?x=1"]) {
    expect(await run(from, { cache })).toMatchObject({ kind: "continue", patch: { values: { enrich: { company: expected } } } });
  }
  expect(server.requests.map(({ path }) => path)).toEqual(["/robots.txt", "/"]);
  expect(cache.ttls).toEqual([7 * 86_400_000]);
});

test("a site that forbids it is not read, and not asked again for an hour", async () => {
  answers["shy.example/robots.txt"] = { status: 200, headers: { "content-type": "text/plain" }, body: "User-agent: *\nDisallow: /\n" };
  answers["shy.example/"] = page("<title>Secret</title>");
  const cache = memoryCache();
  expect(await run("shy.example", { cache })).toMatchObject({ patch: { values: { enrich: { company: { domain: "shy.example" } } } }, facts: { error: expect.stringContaining("does not want") } });
  await run("shy.example", { cache });
  expect(server.requests.map(({ path }) => path)).toEqual(["/robots.txt"]);
  expect(cache.ttls).toEqual([3_600_000]);
});

test("redirects are followed to another site, whose robots.txt is asked as well, and not forever", async () => {
  answers["old.example/"] = { status: 301, headers: { location: "http://new.example/start" } };
  answers["new.example/start"] = page("<title>New</title>");
  expect(await run("old.example")).toMatchObject({ patch: { values: { enrich: { company: { title: "New" } } } } });
  expect(server.requests.map(({ headers, path }) => `${headers["host"]?.replace(/:.*/, "")}${path}`)).toEqual(["old.example/robots.txt", "old.example/", "new.example/robots.txt", "new.example/start"]);
  answers["loop.example/"] = { status: 302, headers: { location: "/" } };
  expect(await run("loop.example")).toMatchObject({ facts: { error: expect.stringContaining("redirects") } });
});

test("a redirect into a private network is refused by the guard", async () => {
  const guarded = createGuardedHttp({ allowPrivateNetwork: "" });
  const trap: HttpPort = { send: (request) => (request.url.includes("trap.example") ? Promise.resolve({ kind: "response", status: request.url.endsWith("robots.txt") ? 404 : 302, headers: { location: "http://169.254.169.254/latest" }, body: "", truncated: false, durationMs: 1 }) : guarded.send(request)) };
  const input = { config: enrichCompany.config.parse({ from: "$event.at" }), context: contextOf({ at: "trap.example" }), organizationId: "org_1", organizationHashKey: "", nowMs: 0, stepKey: "r/c", scope: "p/c" };
  expect(await executeEnrichCompany(input, { http: trap, cache: memoryCache() })).toMatchObject({ facts: { error: expect.stringContaining("169.254.169.254") } });
  await guarded.close();
});

test.each<[string, RecordedAnswer]>([
  ["an error", { status: 500, body: "oops" }],
  ["another type", { status: 200, headers: { "content-type": "application/pdf" }, body: "%PDF" }],
  ["a cut connection", { fault: "reset" }],
])("%s leaves the event as it is, or fails the run where that is wanted", async (_name, answer) => {
  answers["bad.example/"] = answer;
  expect(await run("bad.example")).toMatchObject({ kind: "continue", patch: { values: { enrich: { company: { domain: "bad.example" } } } } });
  await expect(run("bad.example", { onError: "fail" })).rejects.toThrow("bad.example");
});

test.each(["x@gmail.com", "x@mailinator.com", "10.0.0.1", "http://[::1]/", "localhost", "not a domain", ""])("%j is nobody's home page", async (from) => {
  expect(await run(from)).toMatchObject({ patch: { values: { enrich: { company: {} } } } });
  expect(server.requests).toEqual([]);
});

test("hostile markup is text, and a canonical address is one of the web or none", () => {
  const facts = readHomepage('<title>a<script>b</title><meta name=description content="&lt;b&gt;"><link rel=canonical href="javascript:alert(1)">', "https://x.example/");
  expect(facts).toEqual({ title: "a<script>b", description: "<b>", url: "https://x.example/" });
  expect(String(readHomepage(`<title>${"x".repeat(5000)}</title>`, "https://x.example/")["title"])).toHaveLength(1000);
});
