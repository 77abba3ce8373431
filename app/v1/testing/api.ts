import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createApiKey } from "@/lib/api-keys/create-api-key";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import type { Route } from "@/lib/http/define-route";
import { newId } from "@/lib/ids";
import { createOwner } from "@/lib/organizations/create-owner";
import type { Role } from "@/lib/organizations/role";
import { sessionCookieName } from "@/lib/sessions/session-cookie";
import { sealSession } from "@/lib/sessions/session-token";
import { createTestDatabase } from "@/lib/testing/database";
import { hashPassword } from "@/lib/users/password";
import * as activity from "../activity/route";
import * as blockedDestinations from "../blocked-destinations/route";
import * as attention from "../attention/route";
import * as audit from "../audit/route";
import * as connection from "../connections/[id]/route";
import * as connectionTargets from "../connections/[id]/targets/route";
import * as connectionTest from "../connections/[id]/test/route";
import * as connectionTestMessage from "../connections/[id]/test-message/route";
import * as connectionCheck from "../connections/check/route";
import * as connections from "../connections/route";
import * as delivery from "../deliveries/[id]/route";
import * as deliveryReplay from "../deliveries/[id]/replay/route";
import * as replayJob from "../deliveries/replay/[id]/route";
import * as replayJobs from "../deliveries/replay/route";
import * as deliveries from "../deliveries/route";
import * as eventFields from "../event-types/[type]/fields/route";
import * as eventTypes from "../event-types/route";
import * as event from "../events/[id]/route";
import * as eventReplay from "../events/[id]/replay/route";
import * as events from "../events/route";
import * as ingest from "../ingest/route";
import * as invitation from "../invitations/[id]/route";
import * as invitationAccept from "../invitations/accept/route";
import * as invitations from "../invitations/route";
import * as key from "../keys/[id]/route";
import * as keys from "../keys/route";
import * as mePassword from "../me/password/route";
import * as me from "../me/route";
import * as meSignOut from "../me/sign-out/route";
import * as member from "../members/[id]/route";
import * as members from "../members/route";
import * as organization from "../organization/route";
import * as pipelineActivate from "../pipelines/[id]/activate/route";
import * as pipelineActivity from "../pipelines/[id]/activity/route";
import * as pipelineDeploy from "../pipelines/[id]/deploy/route";
import * as destinationResume from "../pipelines/[id]/destinations/[destinationId]/resume/route";
import * as pipelineDuplicate from "../pipelines/[id]/duplicate/route";
import * as pipelineExport from "../pipelines/[id]/export/route";
import * as pipelinePause from "../pipelines/[id]/pause/route";
import * as pipelineRestore from "../pipelines/[id]/restore/route";
import * as pipeline from "../pipelines/[id]/route";
import * as pipelineTest from "../pipelines/[id]/test/route";
import * as pipelineUnarchive from "../pipelines/[id]/unarchive/route";
import * as pipelineVersions from "../pipelines/[id]/versions/route";
import * as pipelineImport from "../pipelines/import/route";
import * as pipelines from "../pipelines/route";
import * as rejections from "../rejections/route";
import * as run from "../runs/[id]/route";
import * as runs from "../runs/route";
import * as setup from "../setup/route";
import * as slackApp from "../slack-app/route";
import * as source from "../sources/[id]/route";
import * as sources from "../sources/route";
import * as system from "../system/route";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Every management route, as Next would mount it. `import` stands before `[id]`: a fixed segment wins. */
export const routes: { path: string; handlers: Partial<Record<Method, Route>> }[] = [
  { path: "/v1/activity", handlers: activity },
  { path: "/v1/blocked-destinations", handlers: blockedDestinations },
  { path: "/v1/attention", handlers: attention },
  { path: "/v1/audit", handlers: audit },
  { path: "/v1/connections", handlers: connections },
  { path: "/v1/connections/check", handlers: connectionCheck },
  { path: "/v1/connections/[id]", handlers: connection },
  { path: "/v1/connections/[id]/test", handlers: connectionTest },
  { path: "/v1/connections/[id]/test-message", handlers: connectionTestMessage },
  { path: "/v1/connections/[id]/targets", handlers: connectionTargets },
  { path: "/v1/deliveries", handlers: deliveries },
  { path: "/v1/deliveries/replay", handlers: replayJobs },
  { path: "/v1/deliveries/replay/[id]", handlers: replayJob },
  { path: "/v1/deliveries/[id]", handlers: delivery },
  { path: "/v1/deliveries/[id]/replay", handlers: deliveryReplay },
  { path: "/v1/event-types", handlers: eventTypes },
  { path: "/v1/event-types/[type]/fields", handlers: eventFields },
  { path: "/v1/events", handlers: events },
  { path: "/v1/events/[id]", handlers: event },
  { path: "/v1/events/[id]/replay", handlers: eventReplay },
  { path: "/v1/invitations", handlers: invitations },
  { path: "/v1/invitations/[id]", handlers: invitation },
  { path: "/v1/keys", handlers: keys },
  { path: "/v1/keys/[id]", handlers: key },
  { path: "/v1/me", handlers: me },
  { path: "/v1/me/password", handlers: mePassword },
  { path: "/v1/me/sign-out", handlers: meSignOut },
  { path: "/v1/members", handlers: members },
  { path: "/v1/members/[id]", handlers: member },
  { path: "/v1/organization", handlers: organization },
  { path: "/v1/pipelines", handlers: pipelines },
  { path: "/v1/pipelines/import", handlers: pipelineImport },
  { path: "/v1/pipelines/[id]", handlers: pipeline },
  { path: "/v1/pipelines/[id]/activate", handlers: pipelineActivate },
  { path: "/v1/pipelines/[id]/activity", handlers: pipelineActivity },
  { path: "/v1/pipelines/[id]/deploy", handlers: pipelineDeploy },
  { path: "/v1/pipelines/[id]/destinations/[destinationId]/resume", handlers: destinationResume },
  { path: "/v1/pipelines/[id]/duplicate", handlers: pipelineDuplicate },
  { path: "/v1/pipelines/[id]/export", handlers: pipelineExport },
  { path: "/v1/pipelines/[id]/pause", handlers: pipelinePause },
  { path: "/v1/pipelines/[id]/restore", handlers: pipelineRestore },
  { path: "/v1/pipelines/[id]/test", handlers: pipelineTest },
  { path: "/v1/pipelines/[id]/unarchive", handlers: pipelineUnarchive },
  { path: "/v1/pipelines/[id]/versions", handlers: pipelineVersions },
  { path: "/v1/rejections", handlers: rejections },
  { path: "/v1/runs", handlers: runs },
  { path: "/v1/runs/[id]", handlers: run },
  { path: "/v1/slack-app", handlers: slackApp },
  { path: "/v1/sources", handlers: sources },
  { path: "/v1/sources/[id]", handlers: source },
  { path: "/v1/system", handlers: system },
];

/** What strangers may ask. */
const publicRoutes: typeof routes = [
  { path: "/v1/invitations/accept", handlers: invitationAccept },
  { path: "/v1/setup", handlers: setup },
];

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
  if (pathname === "/v1/ingest") return ingest.POST(request);
  for (const { path, handlers } of [...publicRoutes, ...routes]) {
    const match = new RegExp(`^${path.replaceAll(/\[(\w+)\]/g, "(?<$1>[^/]+)")}$`).exec(pathname);
    const handler = match && (handlers[request.method as Method] as Handler | undefined);
    const params = Object.fromEntries(Object.entries(match?.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]));
    if (handler) return handler(request, { params: Promise.resolve(params) });
  }
  return new Response(JSON.stringify({ error: { code: "not_found", message: "no route" } }), { status: 404 });
}
