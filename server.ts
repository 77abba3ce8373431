import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import next from "next";
import { startEngine } from "@/inngest/start-engine";
import { closeDatabase, database } from "@/lib/db";
import { releaseStranded } from "@/lib/deliveries/release-stranded";
import { wakeEngine } from "@/lib/engine";
import { env } from "@/lib/env";
import { UserError } from "@/lib/errors";
import { answerHealth } from "@/lib/health/answer-health";
import { answerMetrics } from "@/lib/health/answer-metrics";
import { processState } from "@/lib/health/process-state";
import { errorResponse, type PlainResponse } from "@/lib/http/error-response";
import { withRestingContexts } from "@/lib/http/page-contexts";
import { bodyTooLarge } from "@/lib/http/read-json-body";
import { requestIdOf } from "@/lib/http/request-id";
import { startHousekeeping } from "@/lib/housekeeping/start-housekeeping";
import type { InboundListener } from "@/lib/adapters/smtp/inbound-listener";
import { closeLiveGate, liveGate } from "@/lib/ingest/live-gate";
import { handleHotPath, isHotPath } from "@/lib/ingest/http/handle-hot-path";
import { closeLiveFeed } from "@/lib/live/live-feed";
import { log } from "@/lib/log";
import { issueSetupLink } from "@/lib/setup/issue-setup-link";

const bodyBytesMax = 1024 * 1024;
/** A refused body is read on for this long, so that the sender sees the answer instead of a reset. */
const refusedBodyBytesMax = 8 * 1024 * 1024;
const drainTimeoutMs = 8_000;

export type RunningServer = {
  /** Where it listens, also when PORT was 0. */
  url: string;
  /** Makes whoever opens it the owner; null once there is one. */
  setupLink: string | null;
  /** Drains: no new connections, open requests finish, the engine hands back what it holds. */
  stop: () => Promise<void>;
};

/** A destination can be mended between an attempt's look at it and its note that the delivery is held. */
const releaseStrandedTask = { name: "stranded", everyMs: 10_000, run: () => releaseStranded(database().pool, wakeEngine) };

type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Serves the hot paths itself, everything else through Next, and runs the engine, as far as ROLE says so. */
export async function startServer({ isDev = false }: { isDev?: boolean } = {}): Promise<RunningServer> {
  const { HOST, PORT, ROLE } = env();
  const state = processState();
  const pages = ROLE === "worker" ? null : next({ dev: isDev, hostname: HOST, port: PORT });
  await pages?.prepare();
  const server = createHttpServer(pages ? withRestingContexts(pages.getRequestHandler()) : answerNoPages);
  if (pages && isDev) server.on("upgrade", pages.getUpgradeHandler());
  await listen(server, PORT, HOST);
  const engine = ROLE === "web" ? null : await startEngine({ db: database(), publicUrl: env().publicUrl });
  const housekeeping = engine && startHousekeeping({ pool: database().pool, retentionDays: env().RETENTION_DAYS, tasks: [releaseStrandedTask] });
  const inbound = ROLE === "worker" ? null : await listenForMail();
  state.isEngineReady = engine ? () => engine.isReady() : () => true;

  const stop = async () => {
    state.isStopping = true;
    await closeLiveFeed();
    await drain(server);
    await inbound?.close();
    await closeLiveGate();
    await engine?.stop({ drainMs: drainTimeoutMs });
    await housekeeping?.stop();
    await pages?.close();
    await closeDatabase(database());
  };
  const url = urlOf(server, HOST);
  const setupLink = pages ? await issueSetupLink(env().PUBLIC_URL ? env().publicUrl : url, database()) : null;
  return { url, setupLink, stop };
}

/** Off unless both its port and its domain are set. */
async function listenForMail(): Promise<InboundListener | null> {
  const { INBOUND_SMTP_PORT: port, INBOUND_DOMAIN: domain, HOST: host } = env();
  if (port === undefined || domain === undefined) return null;
  // Some megabytes of parsers, for those who take mail.
  const { startInboundListener } = await import("@/lib/adapters/smtp/inbound-listener");
  return startInboundListener({ port, host, domain, gate: liveGate, onError: (error) => log.warn({ err: error }, "inbound mail") });
}

function createHttpServer(handlePage: PageHandler): Server {
  const limits = { headersTimeout: 15_000, requestTimeout: 60_000, connectionsCheckingInterval: 5_000, keepAliveTimeout: 65_000 };
  return createServer(limits, (request, response) => {
    const path = pathOf(request);
    if (env().TRUST_PROXY === "off") dropForwardedHeaders(request);
    if (processState().isStopping) response.setHeader("connection", "close");
    const answer = isHotPath(path) ? answerHotPath(request, response, path) : answerOwnPath(path);
    answer
      .then((plain) => (plain ? send(response, plain) : handlePage(request, response)))
      .catch((error: unknown) => {
        if (request.destroyed && !request.complete) return; // the caller went away
        if (response.headersSent) response.destroy();
        else send(response, errorResponse(error, requestIdOf(headerOf(request, "x-request-id"))));
      });
  });
}

/** Without a proxy in front anybody may write them; Next then puts the connection's own facts in their place. */
function dropForwardedHeaders({ headers }: IncomingMessage): void {
  for (const name of ["x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto"]) Reflect.deleteProperty(headers, name);
}

/** Answers without Next, whose work must not delay a probe; null for what is Next's. */
async function answerOwnPath(path: string): Promise<PlainResponse | null> {
  return (await answerHealth(path)) ?? answerMetrics(path);
}

/** Null when the hot path leaves this one request to Next. */
function answerHotPath(request: IncomingMessage, response: ServerResponse, path: string): Promise<PlainResponse | null> {
  return readBody(request, response).then((body) => {
    const { method = "GET", url = path, headers, socket } = request;
    return handleHotPath({ method, path: url, headers, body, remoteAddress: socket.remoteAddress ?? "" });
  });
}

function readBody(request: IncomingMessage, response: ServerResponse): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const refuse = () => {
      response.setHeader("connection", "close");
      reject(bodyTooLarge(bodyBytesMax));
    };
    if (Number(request.headers["content-length"] ?? 0) > bodyBytesMax) refuse();
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= bodyBytesMax) chunks.push(chunk);
      else if (bytes > refusedBodyBytesMax) request.destroy();
      else refuse();
    });
    request.on("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on("error", reject);
    // An error notes where it was made, which is too dear to do for each request that ended well.
    request.on("close", () => request.readableEnded || reject(new Error("the request ended before its body")));
  });
}

function send(response: ServerResponse, { status, headers, body }: PlainResponse): void {
  // The new one first: see applyPatch.
  response.writeHead(status, { "content-length": Buffer.byteLength(body), ...headers });
  response.end(body);
}

async function answerNoPages(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const error = new UserError("not_found", "This process works in the background (ROLE=worker) and serves no pages.");
  send(response, errorResponse(error, requestIdOf(headerOf(request, "x-request-id"))));
}

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? "/";
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      server.on("error", (error) => log.error({ err: error }, "http server"));
      resolve();
    });
  });
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // What was asked for just before may hold its connection open.
  const timer = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
  await closed;
  clearTimeout(timer);
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const shown = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return `http://${shown.includes(":") ? `[${shown}]` : shown}:${port}`;
}
