import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { handleInNext } from "@/lib/ingest/http/handle-in-next";
import { closeLiveGate } from "@/lib/ingest/live-gate";
import { isHotPath } from "@/lib/ingest/http/handle-hot-path";
import { createApiKey } from "@/lib/api-keys/create-api-key";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { newId } from "@/lib/ids";
import { closeLiveFeed } from "@/lib/live/live-feed";
import { createOwner } from "@/lib/organizations/create-owner";
import type { Role } from "@/lib/organizations/role";
import { sessionCookieName } from "@/lib/sessions/session-cookie";
import { sealSession } from "@/lib/sessions/session-token";
import { createTestDatabase } from "@/lib/testing/database";
import { hashPassword } from "@/lib/users/password";
import { publicRoutes, routes, type Method } from "../all-routes";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

export type Answer = { status: number; body: any; text: string };
export type Tenant = {
  organizationId: string;
  key: string;
  /** With its key. */
  call(method: Method, path: string, body?: unknown): Promise<Answer>;
  /** Its owner, in a browser. */
  owner: SignedIn;
};
export type SignedIn = { userId: string; email: string; call(method: Method, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> };
export type TestApi = {
  db: Database;
  /** Serves the same routes over HTTP. */
  url: string;
  /** An organization of its own, with a key that may do everything unless told. */
  createTenant(scopes?: string[]): Promise<Tenant>;
  /** Another member, in a browser. */
  createMember(organizationId: string, role: Role): Promise<SignedIn>;
  close(): Promise<void>;
};

export async function startTestApi(): Promise<TestApi> {
  const testDatabase = await createTestDatabase();
  const db = openDatabase(testDatabase.url, 8);
  (globalThis as { ingestlayerDatabase?: Database }).ingestlayerDatabase = db;

  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[name, value]] : []));
    const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
    const response = await handle(new Request(`http://test${incoming.url}`, { method: incoming.method ?? "GET", headers, ...body }));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    db,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async createTenant(scopes = ["ingest", "read", "manage"]) {
      const email = newEmail();
      const { organizationId, userId } = await createOwner({ email, password: testPassword }, db);
      const { key } = await createApiKey(organizationId, { name: "test", scopes }, db);
      return { organizationId, key, call: (method, path, body) => call(key, method, path, body), owner: signIn(userId, email) };
    },
    async createMember(organizationId, role) {
      const [userId, email] = [newId("user"), newEmail()];
      await db.prisma.user.create({ data: { id: userId, email, passwordHash: await hashPassword(testPassword), memberships: { create: { organizationId, role } } } });
      return signIn(userId, email);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await closeLiveGate();
      await closeLiveFeed();
      await closeDatabase(db);
      await testDatabase.drop();
    },
  };
}

export const testPassword = "a long password";
const newEmail = () => `${newId("user").toLowerCase()}@example.com`;

/** A browser with a session, on a page of ours unless `headers` say otherwise. */
export function signIn(userId: string, email: string, revision = 1): SignedIn {
  const cookie = `theme=dark; ${sessionCookieName(false)}=${sealSession({ userId, revision })}`;
  return { userId, email, call: (method, path, body, headers = { "sec-fetch-site": "same-origin" }) => call(undefined, method, path, body, { cookie, ...headers }) };
}

export async function call(key: string | undefined, method: Method, path: string, body?: unknown, others: Record<string, string> = {}): Promise<Answer> {
  const headers = { ...others, ...(key ? { authorization: `Bearer ${key}` } : {}), ...(body === undefined ? {} : { "content-type": "application/json" }) };
  const response = await handle(new Request(`http://test${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }));
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text), text };
}

async function handle(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (isHotPath(pathname)) return handleInNext(request);
  for (const { path, handlers } of [...publicRoutes, ...routes]) {
    const match = new RegExp(`^${path.replaceAll(/\[(\w+)\]/g, "(?<$1>[^/]+)")}$`).exec(pathname);
    const handler = match && (handlers[request.method as Method] as Handler | undefined);
    const params = Object.fromEntries(Object.entries(match?.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]));
    if (handler) return handler(request, { params: Promise.resolve(params) });
  }
  return new Response(JSON.stringify({ error: { code: "not_found", message: "no route" } }), { status: 404 });
}
