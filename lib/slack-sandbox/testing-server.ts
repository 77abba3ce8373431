import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createFaultPlan, type Fault, type FaultPlan } from "./faults";
import { createMemoryStore } from "./memory-store";
import { createSlackSandbox } from "./create-slack-sandbox";
import type { Limits } from "./method";
import { parseJson } from "./read-arguments";
import { randomId, randomSecret } from "./random-id";
import { appId, botUserId, seedWorkspace, type SandboxCredentials } from "./seed-workspace";
import type { SandboxMessage, SlackSandboxStore } from "./store-port";
import { isObject } from "./block-kit/rule";

export type SlackSandboxServer = SandboxCredentials & {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  url: string;
  /** What a Slack client is given as its API address. */
  apiUrl: string;
  authorizeUrl: string;
  store: SlackSandboxStore;
  faults: FaultPlan;
  /** Every request to the API so far, answered or not. */
  calls: SandboxCall[];
  /** What stands in a channel (id or name), oldest first. */
  messages(channel: string): Promise<SandboxMessage[]>;
  /** The id of a channel by name. Throws when there is none. */
  channelId(name: string): Promise<string>;
  /** Another bot token, with these scopes only. */
  addToken(scopes: string[]): Promise<string>;
  addChannel(channel: { name: string; isPrivate?: boolean; isArchived?: boolean; isMember?: boolean }): Promise<string>;
  close(): Promise<void>;
};

export type SandboxCall = { method: string; atMs: number; status: number | "hang" | "drop" };

export type SlackSandboxServerOptions = {
  /** 0 (the default) takes a free one. */
  port?: number;
  store?: SlackSandboxStore;
  clock?: { now(): number };
  limits?: Partial<Limits>;
  redirectUris?: string[];
};

/** The sandbox on a real socket of 127.0.0.1, for tests and benches: hangs and cut connections are real ones. */
export async function startSlackSandboxServer(options: SlackSandboxServerOptions = {}): Promise<SlackSandboxServer> {
  const store = options.store ?? createMemoryStore();
  const clock = options.clock ?? { now: () => Date.now() };
  const faults = createFaultPlan();
  const calls: SandboxCall[] = [];
  const credentials = await seedWorkspace(store, options.redirectUris ?? ["http://127.0.0.1/callback"]);

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A failure of the double itself must not look like one of Slack's.
      response.writeHead(599, { "content-type": "text/plain" }).end(`slack sandbox: ${String(error)}`);
    });
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("the sandbox server has no port"));
      else resolve(address.port);
    });
  });
  const url = `http://127.0.0.1:${port}`;
  const sandbox = createSlackSandbox({ store, clock, faults, limits: options.limits ?? {}, webUrl: url });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    const target = new URL(request.url ?? "/", url);
    if (target.pathname === "/control/faults") return control(request.method ?? "GET", body, response);

    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
    );
    const reply = await sandbox.handle({
      method: request.method ?? "GET",
      path: target.pathname,
      query: target.searchParams,
      headers,
      body,
    });
    if (target.pathname.startsWith("/api/")) {
      const status = reply.kind === "response" ? reply.status : reply.kind;
      calls.push({ method: target.pathname.slice("/api/".length), atMs: clock.now(), status });
    }
    if (reply.kind === "hang") return;
    if (reply.kind === "drop") request.socket.destroy();
    else response.writeHead(reply.status, reply.headers).end(reply.body);
  }

  function control(method: string, body: Buffer, response: ServerResponse): void {
    if (method === "DELETE") {
      faults.clear();
      response.writeHead(204).end();
      return;
    }
    const plan = parseJson(body.toString("utf8"));
    const fault = isObject(plan) ? readFault(plan) : undefined;
    if (method !== "POST" || !isObject(plan) || typeof plan["method"] !== "string" || !fault) {
      response.writeHead(400).end(`expected POST {"method": "chat.postMessage", "kind": one of ${[...faultKinds.keys()].join(", ")}}\n`);
      return;
    }
    faults.next(plan["method"], fault);
    response.writeHead(204).end();
  }

  async function findChannel(reference: string) {
    const { teamId } = credentials;
    return (await store.findChannel(teamId, { id: reference })) ?? (await store.findChannel(teamId, { name: reference.replace(/^#/, "") }));
  }

  return {
    ...credentials,
    url,
    apiUrl: `${url}/api/`,
    authorizeUrl: `${url}/oauth/v2/authorize`,
    store,
    faults,
    calls,
    async messages(reference) {
      const channel = await findChannel(reference);
      if (!channel) throw new Error(`the sandbox has no channel ${reference}`);
      return store.listMessages(channel.id, 1_000_000);
    },
    async channelId(name) {
      const channel = await findChannel(name);
      if (!channel) throw new Error(`the sandbox has no channel ${name}`);
      return channel.id;
    },
    async addToken(scopes) {
      const token = `xoxb-sandbox-${randomSecret()}`;
      await store.saveToken({ token, teamId: credentials.teamId, appId, userId: botUserId, scopes, revokedReason: null });
      return token;
    },
    async addChannel({ name, isPrivate = false, isArchived = false, isMember = false }) {
      const id = randomId("C");
      const memberIds = isMember ? [botUserId] : [];
      await store.addChannel({ id, teamId: credentials.teamId, name, topic: "", isPrivate, isArchived, memberIds });
      return id;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const faultKinds = new Map<unknown, Fault["kind"]>(
  (["500", "hang", "drop", "drop_after_accept", "rate_limited", "error", "not_json"] as const).map((kind) => [kind, kind]),
);

function readFault(plan: Record<string, unknown>): Fault | undefined {
  const kind = faultKinds.get(plan["kind"]);
  if (!kind) return undefined;
  return {
    kind,
    ...(plan["accepted"] === true ? { accepted: true } : {}),
    ...(typeof plan["retryAfterSeconds"] === "number" ? { retryAfterSeconds: plan["retryAfterSeconds"] } : {}),
    ...(typeof plan["error"] === "string" ? { error: plan["error"] } : {}),
    ...(typeof plan["times"] === "number" ? { times: plan["times"] } : {}),
    ...(typeof plan["channel"] === "string" ? { channel: plan["channel"] } : {}),
  };
}
