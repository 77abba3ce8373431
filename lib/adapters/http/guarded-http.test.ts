import { createServer } from "node:net";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { HttpRequest } from "@/lib/ports/ports";
import { startRecordingServer, type RecordedAnswer, type RecordedRequest } from "@/lib/testing/recording-server";
import { createAddressGuard } from "./address-guard";
import { HttpSendError } from "./fetch-over";
import { createGuardedHttp, type GuardedHttpOptions } from "./guarded-http";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function server(respond: (request: RecordedRequest) => RecordedAnswer = () => ({ status: 200 })) {
  const started = await startRecordingServer({ respond });
  closers.push(() => started.close());
  return started;
}

function client(options: Partial<GuardedHttpOptions> = {}) {
  const http = createGuardedHttp({ allowPrivateNetwork: "127.0.0.0/8", ...options });
  closers.push(() => http.close());
  return http;
}

const post = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: "POST", url, headers: { "content-type": "text/plain" }, body: "hello", timeoutMs: 5_000, bodyBytesMax: 1_000, ...more,
});

async function closedPort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  await new Promise((resolve) => listener.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

describe("what may be reached", () => {
  it.each([
    "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://0/",
    "http://10.1.2.3/", "http://172.16.0.1/", "http://192.168.1.1/", "http://100.64.0.1/", "http://169.254.169.254/latest/meta-data/",
    "http://0.0.0.0/", "http://224.0.0.1/", "http://255.255.255.255/", "http://198.18.0.1/", "http://168.63.129.16/",
    "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:a00:1]/", "http://[fe80::1]/", "http://[fc00::1]/",
    "http://[fec0::1]/", "http://[ff02::1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::1]/", "http://[2002:7f00:1::]/",
    "http://[2001:0:1::1]/", "http://[::7f00:1]/", "http://[2001:db8::1]/", "http://[fd00:ec2::254]/",
  ])("refuses %s", async (url) => {
    const outcome = await client({ allowPrivateNetwork: "" }).send(post(url));
    expect(outcome.kind).toBe("refused");
  });

  it.each(["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])("lets %s pass", (address) => {
    expect(createAddressGuard("").refusalOf(address)).toBeNull();
  });

  it("keeps metadata services out of reach whatever is listed", () => {
    const guard = createAddressGuard("0.0.0.0/0, ::/0");
    expect(guard.refusalOf("10.0.0.1")).toBeNull();
    for (const address of ["169.254.169.254", "::ffff:169.254.169.254", "fd00:ec2::254"]) expect(guard.refusalOf(address)).toMatch(/metadata/);
  });

  it("never lets an address of a private range pass in any IPv6 wrapping", () => {
    const privateAddress = fc.oneof(
      fc.tuple(fc.constant(10), fc.nat(255), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(127), fc.nat(255), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(192), fc.constant(168), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(169), fc.constant(254), fc.nat(255), fc.nat(255)),
    );
    const guard = createAddressGuard("");
    fc.assert(fc.property(privateAddress, ([a, b, c, d]) => {
      const high = ((a << 8) | b).toString(16);
      const low = ((c << 8) | d).toString(16);
      for (const wrapped of [`${a}.${b}.${c}.${d}`, `::ffff:${high}:${low}`, `64:ff9b::${high}:${low}`, `2002:${high}:${low}::1`, `::${high}:${low}`]) {
        expect(guard.refusalOf(wrapped)).not.toBeNull();
      }
    }));
  });

  it.each(["ftp://example.com/", "file:///etc/passwd", "http://user:secret@example.com/", "not a url"])("refuses %s without a trace of a password", async (url) => {
    const outcome = await client().send(post(url));
    expect(outcome.kind).toBe("refused");
    expect(JSON.stringify(outcome)).not.toContain("secret");
  });

  it("reaches a trusted URL and nothing else of its origin", async () => {
    const target = await server();
    const http = client({ allowPrivateNetwork: "", trustedUrls: [`${target.url}/sandbox/api/`] });
    expect((await http.send(post(`${target.url}/sandbox/api/auth.test`))).kind).toBe("response");
    for (const path of ["/v1/keys", "/sandbox/api/../../v1/keys", "/sandbox/api/%2e%2e/%2e%2e/v1/keys", "/sandbox/apix"]) {
      expect((await http.send(post(target.url + path))).kind).toBe("refused");
    }
    expect(target.requests.map(({ path }) => path)).toEqual(["/sandbox/api/auth.test"]);
  });

  it("names what is wrong with the list of allowed networks", () => {
    expect(() => createAddressGuard("10.0.0.0/8, corp")).toThrow(/ALLOW_PRIVATE_NETWORK.*"corp"/);
  });

  it("refuses a header that would split the request, without naming its value", async () => {
    const outcome = await client().send(post("http://127.0.0.1:1/", { headers: { "x-token": "secret\r\nx-evil: 1" } }));
    expect(outcome.kind).toBe("refused");
    expect(JSON.stringify(outcome)).not.toContain("secret");
  });
});

describe("names", () => {
  it("connects to the checked addresses and never asks the resolver again for that connection", async () => {
    const target = await server();
    let asked = 0;
    const rebinding = client({
      lookup: async () => [{ address: asked++ === 0 ? "127.0.0.1" : "10.0.0.1", family: 4 }],
      connectionsMax: 1,
    });
    expect((await rebinding.send(post(`http://rebind.test:${target.port}/`))).kind).toBe("response");
    expect(asked).toBe(1);
    expect((await rebinding.send(post(`http://rebind.test:${target.port}/`))).kind).toBe("response");
    expect(asked).toBe(1);
  });

  it("checks again for each new connection", async () => {
    const target = await server(() => ({ status: 200, headers: { connection: "close" } }));
    let asked = 0;
    const rebinding = client({ lookup: async () => [{ address: asked++ === 0 ? "127.0.0.1" : "10.0.0.1", family: 4 }] });
    expect((await rebinding.send(post(`http://rebind.test:${target.port}/`))).kind).toBe("response");
    expect((await rebinding.send(post(`http://rebind.test:${target.port}/`))).kind).toBe("refused");
    expect(target.requests).toHaveLength(1);
  });

  it("refuses a name of which only one address is private", async () => {
    const mixed = client({ allowPrivateNetwork: "", lookup: async () => [{ address: "93.184.216.34", family: 4 }, { address: "10.0.0.1", family: 4 }] });
    const outcome = await mixed.send(post("http://mixed.test/"));
    expect(outcome).toMatchObject({ kind: "refused", detail: expect.stringContaining("10.0.0.1") });
  });

  it("reaches localhost over the address that is listed when another one is not", async () => {
    const target = await server();
    const http = client({ lookup: async () => [{ address: "::1", family: 6 }, { address: "127.0.0.1", family: 4 }] });
    expect((await http.send(post(`http://localhost:${target.port}/`))).kind).toBe("response");
  });
});

describe("how a request ends", () => {
  it("gives the answer with its status, headers and body, also when it is a redirect", async () => {
    const target = await server(({ path }): RecordedAnswer => (path === "/old" ? { status: 302, headers: { location: "/new" } } : { status: 201, headers: { "x-a": "1" }, body: "done" }));
    const http = client();
    expect(await http.send(post(`${target.url}/new?q=1`))).toMatchObject({ kind: "response", status: 201, headers: { "x-a": "1" }, body: "done", truncated: false });
    expect(await http.send(post(`${target.url}/old`))).toMatchObject({ kind: "response", status: 302 });
    expect(target.requests.map(({ path, body }) => [path, body])).toEqual([["/new?q=1", "hello"], ["/old", "hello"]]);
  });

  it("reads no more of the body than allowed", async () => {
    const target = await server(() => ({ status: 200, body: "x".repeat(1_000_000) }));
    const outcome = await client().send(post(target.url, { bodyBytesMax: 10 }));
    expect(outcome).toMatchObject({ kind: "response", status: 200, body: "x".repeat(10), truncated: true });
  });

  it("does not call a body of exactly the cap cut", async () => {
    const target = await server(() => ({ status: 200, body: "x".repeat(10) }));
    expect(await client().send(post(target.url, { bodyBytesMax: 10 }))).toMatchObject({ body: "x".repeat(10), truncated: false });
  });

  it.each(["hang", "drip"] as const)("is unknown when the answer does %s past the timeout", async (fault) => {
    const target = await server(() => ({ fault }));
    expect((await client().send(post(target.url, { timeoutMs: 150 }))).kind).toBe("unknown");
    expect(target.requests).toHaveLength(1);
  });

  it("is unknown when the connection is cut after the request, or in the middle of the answer", async () => {
    const cut = await server(() => ({ fault: "reset" }));
    expect((await client().send(post(cut.url))).kind).toBe("unknown");
    const short = await server(() => ({ fault: "truncate", status: 200, body: "half" }));
    expect((await client().send(post(short.url))).kind).toBe("unknown");
  });

  it("is unsent when nobody listens, the name is unknown, or TLS fails", async () => {
    const port = await closedPort();
    const http = client();
    expect(await http.send(post(`http://127.0.0.1:${port}/`))).toMatchObject({ kind: "unsent", detail: expect.stringContaining("ECONNREFUSED") });
    const nameless = client({ lookup: () => Promise.reject(new Error("getaddrinfo ENOTFOUND nowhere.test")) });
    expect(await nameless.send(post("http://nowhere.test/"))).toMatchObject({ kind: "unsent", detail: expect.stringContaining("ENOTFOUND") });
    const plain = await server();
    expect((await http.send(post(plain.url.replace("http:", "https:")))).kind).toBe("unsent");
    expect(plain.requests).toHaveLength(0);
  });

  it("is unsent when time runs out while connecting, and is not sent afterwards", async () => {
    const target = await server();
    const found = [{ address: "127.0.0.1", family: 4 }];
    let answerLookup: (() => void) | null = null;
    const slow = client({ lookup: async () => (answerLookup ? found : new Promise((resolve) => { answerLookup = () => resolve(found); })), connectionsMax: 1 });
    expect((await slow.send(post(`http://slow.test:${target.port}/late`, { timeoutMs: 50 }))).kind).toBe("unsent");
    if (answerLookup) (answerLookup as () => void)();
    expect((await slow.send(post(`http://slow.test:${target.port}/next`))).kind).toBe("response");
    expect(target.requests.map(({ path }) => path)).toEqual(["/next"]);
  });

  it("settles every one of many requests to a port where nobody listens", async () => {
    const port = await closedPort();
    const http = client({ connectionsMax: 4 });
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => http.send(post(`http://127.0.0.1:${port}/`))));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(["unsent"]));
  });

  it("keeps connections for the next request", async () => {
    const target = await server();
    const http = client({ connectionsMax: 4 });
    for (let round = 0; round < 5; round++) await Promise.all(Array.from({ length: 20 }, () => http.send(post(target.url))));
    expect(target.requests).toHaveLength(100);
    expect(target.connectionCount()).toBeLessThanOrEqual(4);
  });
});

describe("fetch for SDKs", () => {
  it("sends what the platform's fetch would send and gives a Response", async () => {
    const target = await server(() => ({ status: 200, headers: { "content-type": "application/json" }, body: '{"ok":true}' }));
    const http = client();
    const answer = await http.fetch(`${target.url}/a`, { method: "post", headers: { Authorization: "Bearer t" }, body: new URLSearchParams({ a: "1 2" }) });
    expect(await answer.json()).toEqual({ ok: true });
    await http.fetch(new Request(`${target.url}/b`, { method: "PUT", body: "text" }));
    await http.fetch(new URL(`${target.url}/c`));
    expect(target.requests.map(({ method, path, body }) => [method, path, body])).toEqual([["POST", "/a", "a=1+2"], ["PUT", "/b", "text"], ["GET", "/c", ""]]);
    expect(target.requests[0]?.headers).toMatchObject({ authorization: "Bearer t", "content-type": expect.stringContaining("x-www-form-urlencoded") });
  });

  it("throws with the outcome when no answer came, and when a redirect was not wanted", async () => {
    const port = await closedPort();
    const http = client();
    const failure = await http.fetch(`http://127.0.0.1:${port}/`).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(HttpSendError);
    expect(failure).toMatchObject({ outcome: { kind: "unsent" } });
    const target = await server(() => ({ status: 301, headers: { location: "http://10.0.0.1/" } }));
    await expect(http.fetch(target.url, { redirect: "error" })).rejects.toThrow(/redirect/);
    expect((await http.fetch(target.url)).status).toBe(301);
  });

  it("stops waiting when its signal aborts", async () => {
    const target = await server(() => ({ fault: "hang" }));
    await expect(client().fetch(target.url, { method: "POST", body: "x", signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout|aborted/i);
  });
});
