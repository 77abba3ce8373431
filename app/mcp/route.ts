import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { verifyApiKey } from "@/lib/api-keys/verify-api-key";
import { database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { assertScope, bearerToken } from "@/lib/http/authenticate";
import { errorResponse } from "@/lib/http/error-response";
import { requestIdOf } from "@/lib/http/request-id";
import { liveGate } from "@/lib/ingest/live-gate";
import { agentTools } from "@/lib/mcp/agent-tools";
import { lookupTools } from "@/lib/mcp/lookup-tools";
import { createMcpServer, type McpTool } from "@/lib/mcp/mcp-server";

/** The Model Context Protocol over streamable HTTP, without sessions: an agent's key runs its pipelines, an API key looks things up. */
async function handle(request: Request): Promise<Response> {
  try {
    const server = createMcpServer(await toolsOf(request));
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await server.connect(transport);
    return await transport.handleRequest(request);
  } catch (error) {
    const { status, headers, body } = errorResponse(error, requestIdOf(request.headers.get("x-request-id")));
    return new Response(body, { status, headers });
  }
}

async function toolsOf(request: Request): Promise<McpTool[]> {
  const token = bearerToken(request.headers.get("authorization")) ?? "";
  const gate = liveGate();
  const agent = await gate.agents.verify(token);
  if (agent) return agentTools(agent, gate);
  const key = await verifyApiKey(database().pool, token);
  if (!key) throw new UserError("unauthenticated", "Authorization: expected an agent's key, `Bearer ag_live_…`, or an API key with the scope read, `Bearer il_live_…`");
  assertScope(key, "read");
  return lookupTools(key.organizationId, database());
}

export const POST = handle;
export const GET = handle;
export const DELETE = handle;
