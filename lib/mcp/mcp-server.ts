import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, ListToolsRequestSchema, type CallToolResult, type Tool } from "@modelcontextprotocol/sdk/types.js";
import { UserError } from "@/lib/errors";
import { log } from "@/lib/log";

/** One thing a caller may do. */
export type McpTool = Tool & {
  /** Its answer is given as JSON. Throws UserError, which the model reads. */
  call(input: { [name: string]: unknown }): Promise<object>;
};

/** A server for one request: what it offers depends on who asks, and nothing is kept between requests. */
export function createMcpServer(tools: McpTool[]): Server {
  const server = new Server({ name: "ingestlayer", version: "1" }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(({ call: _, ...tool }) => tool) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }): Promise<CallToolResult> => {
    const tool = tools.find(({ name }) => name === params.name);
    if (!tool) return failure(`There is no tool ${params.name}: expected ${tools.map(({ name }) => name).join(", ") || "none, this key may do nothing here"}`);
    try {
      const result = await tool.call(params.arguments ?? {});
      return { content: [{ type: "text", text: JSON.stringify(result, null, 2) }], structuredContent: { ...result } };
    } catch (error) {
      if (error instanceof UserError) return failure(`${error.code}: ${error.message}`);
      log.error({ err: error, tool: params.name }, "mcp: a tool failed");
      return failure("Something went wrong on our side");
    }
  });
  return server;
}

function failure(text: string): CallToolResult {
  return { isError: true, content: [{ type: "text", text }] };
}
