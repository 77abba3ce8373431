import { errorResponse, jsonResponse, type PlainResponse } from "@/lib/http/error-response";
import { requestIdOf } from "@/lib/http/request-id";
import type { Gate } from "../gate";
import { liveGate } from "../live-gate";
import { headerOf, type HotPath, type HotPathRequest } from "./hot-path";
import { agentInvokePath, agentRunPath } from "./agent-paths";
import { ingestPath } from "./ingest-path";
import { segmentPath } from "./segment-path";
import { webhookPath } from "./webhook-path";

/** By their whole text, or up to the last slash where what follows is a token or an id. */
const paths: Record<string, HotPath> = {
  "/v1/ingest": ingestPath,
  "/v1/batch": segmentPath,
  "/v1/track": segmentPath,
  "/v1/agent/invoke/": agentInvokePath,
  "/v1/agent/runs/": agentRunPath,
  "/whk/": webhookPath,
};

/** Answers the paths events come in by; null for every other path. Never throws. The process's own gate unless given. */
export function handleHotPath(request: HotPathRequest, gate?: Gate): Promise<PlainResponse | null> {
  const path = findPath(request.path);
  if (!path) return Promise.resolve(null);
  const requestId = requestIdOf(headerOf(request, "x-request-id"));
  if (request.method === "OPTIONS") return Promise.resolve(preflight(path, requestId));
  const answered = answerCall(path, request, requestId, gate);
  // Only browsers name an origin, and the others are spared the bytes.
  return request.headers.origin === undefined ? answered : answered.then((answer) => ({ ...answer, headers: { ...answer.headers, ...corsHeaders } }));
}

// A key, never a cookie, lets a caller in: pages of any origin may send events with one.
const corsHeaders = { "access-control-allow-origin": "*", "access-control-expose-headers": "retry-after, x-request-id" };

function preflight({ methods }: HotPath, requestId: string): PlainResponse {
  const headers = { "access-control-allow-methods": methods.join(", "), "access-control-allow-headers": "*, authorization, content-type", "access-control-max-age": "86400" };
  return { status: 204, headers: { "x-request-id": requestId, ...corsHeaders, ...headers }, body: "" };
}

async function answerCall(path: HotPath, request: HotPathRequest, requestId: string, gate?: Gate): Promise<PlainResponse> {
  if (!path.methods.includes(request.method)) return methodNotAllowed(path, request.method, requestId);
  try {
    return await path.handle(request, { gate: gate ?? liveGate(), requestId });
  } catch (error) {
    return errorResponse(error, requestId);
  }
}

export function isHotPath(path: string): boolean {
  return findPath(path) !== undefined;
}

function findPath(path: string): HotPath | undefined {
  const query = path.indexOf("?");
  const name = query < 0 ? path : path.slice(0, query);
  if (Object.hasOwn(paths, name)) return paths[name];
  const above = `${name.slice(0, name.lastIndexOf("/"))}/`;
  return above !== name && Object.hasOwn(paths, above) ? paths[above] : undefined;
}

function methodNotAllowed(path: HotPath, method: string, requestId: string): PlainResponse {
  const allowed = path.methods.join(", ");
  const message = `${method} is not possible here: expected ${allowed}`;
  return jsonResponse(405, { error: { code: "invalid_request", message } }, requestId, { allow: allowed });
}
