import { z } from "zod";
import { startNotionOAuth } from "./notion-oauth";
import { callLimit, startDoubleServer, type DoubleAnswer, type DoubleRequest, type DoubleServer } from "./double-server";

export type NotionDouble = DoubleServer & {
  token: string;
  databaseId: string;
  dataSourceId: string;
  pageId: string;
  rows: { properties: Record<string, unknown>; text: string }[];
  appended: string[];
  /** The public integration that people sign in with. */
  oauth: { clientId: string; clientSecret: string; redirectUri: string | undefined };
  /** Every code is of another workspace from now on. */
  changeWorkspace(id: string): void;
  /** The integration loses its token, or what was shared with it. */
  lose(what: "token" | "share"): void;
};

const schema: Record<string, string> = { Name: "title", Tier: "select", Seats: "number", Trial: "checkbox", Tags: "multi_select", At: "date", Link: "url", Notes: "rich_text", Owner: "people", State: "status" };

const content = z.strictObject({ content: z.string().max(2000), link: z.strictObject({ url: z.url().max(2000) }).optional() });
const richTexts = z.array(z.strictObject({ type: z.literal("text"), text: content, annotations: z.strictObject({ bold: z.boolean().optional() }).optional() })).max(100);
const texts = z.strictObject({ rich_text: richTexts });
const blocks = z.array(z.discriminatedUnion("type", [
  z.strictObject({ object: z.literal("block").optional(), type: z.literal("heading_2"), heading_2: texts }),
  z.strictObject({ object: z.literal("block").optional(), type: z.literal("paragraph"), paragraph: texts }),
  z.strictObject({ object: z.literal("block").optional(), type: z.literal("bulleted_list_item"), bulleted_list_item: texts }),
])).max(100);
const option = z.strictObject({ name: z.string().min(1).max(100).regex(/^[^,]*$/) });
const values: Record<string, z.ZodType> = {
  title: z.strictObject({ title: richTexts }), rich_text: z.strictObject({ rich_text: richTexts }), number: z.strictObject({ number: z.number() }), checkbox: z.strictObject({ checkbox: z.boolean() }), select: z.strictObject({ select: option }),
  status: z.strictObject({ status: z.strictObject({ name: z.enum(["Open", "Done"]) }) }), multi_select: z.strictObject({ multi_select: z.array(option).max(100) }), date: z.strictObject({ date: z.strictObject({ start: z.union([z.iso.date(), z.iso.datetime({ offset: true })]) }) }), url: z.strictObject({ url: z.url().max(2000) }),
};

/** Notion's API as its documentation has it: developers.notion.com, version 2025-09-03. */
export async function startNotionDouble({ callsMax = 6, redirectUri, port = 0 }: {
  /** In two seconds. */
  callsMax?: number;
  /** Registered with the public integration; any, unless given. */
  redirectUri?: string;
  port?: number;
} = {}): Promise<NotionDouble> {
  const token = "ntn_double_notion_token_0000";
  const [databaseId, dataSourceId, pageId] = ["00000000-0000-4000-8000-0000000000db", "00000000-0000-4000-8000-0000000000d5", "00000000-0000-4000-8000-00000000009a"];
  const lost = new Set<string>();
  const rows: NotionDouble["rows"] = [];
  const appended: string[] = [];
  const oauth = startNotionOAuth({ token, redirectUri });
  const limit = callLimit(callsMax, 2000);

  const server = await startDoubleServer((request) => {
    const { path, method, headers } = request;
    if (path.startsWith("/v1/oauth/")) return oauth.answer(request);
    if (headers["authorization"] !== `Bearer ${token}` || lost.has("token")) return failure(401, "unauthorized", "API token is invalid.");
    if (headers["notion-version"] !== "2025-09-03") return failure(400, "missing_version", "Notion-Version header should be defined.");
    const waitMs = limit("integration");
    if (waitMs > 0) return { ...failure(429, "rate_limited", "You have been rate limited."), headers: { "retry-after": String(Math.ceil(waitMs / 1000)) } };
    if (path === "/v1/users/me") return { status: 200, body: { object: "user", name: "Ingestlayer", type: "bot", bot: { workspace_name: "Acme" } } };
    if (lost.has("share")) return path === "/v1/search" ? { status: 200, body: { results: [], has_more: false, next_cursor: null } } : failure(404, "object_not_found", "Could not find it. Make sure the relevant pages and databases are shared with your integration.");
    if (path === "/v1/search" && method === "POST") return search(request);
    if (path === `/v1/databases/${databaseId}`) return { status: 200, body: { object: "database", id: databaseId, title: [{ plain_text: "Tickets" }], data_sources: [{ id: dataSourceId, name: "Tickets" }] } };
    if (path === `/v1/data_sources/${dataSourceId}`) return { status: 200, body: { object: "data_source", id: dataSourceId, title: [{ plain_text: "Tickets" }], properties: Object.fromEntries(Object.entries(schema).map(([name, type]) => [name, { id: name, name, type }])) } };
    if (path === `/v1/pages/${pageId}`) return { status: 200, body: { object: "page", id: pageId, properties: { title: { type: "title", title: [{ plain_text: "Runbook" }] } } } };
    if (path === "/v1/pages" && method === "POST") return createRow(request.body);
    if (path === `/v1/blocks/${pageId}/children` && method === "PATCH") return append(request.body);
    return failure(404, "object_not_found", "Could not find it.");
  }, port);

  function search({ body }: DoubleRequest): DoubleAnswer {
    const cursor = z.looseObject({ start_cursor: z.string().optional() }).parse(body ?? {}).start_cursor;
    return cursor === undefined
      ? { status: 200, body: { results: [{ object: "data_source", id: dataSourceId, title: [{ plain_text: "Tickets" }] }], has_more: true, next_cursor: "page-2" } }
      : { status: 200, body: { results: [{ object: "page", id: pageId, properties: { title: { type: "title", title: [{ plain_text: "Runbook" }] } } }], has_more: false, next_cursor: null } };
  }

  function createRow(body: unknown): DoubleAnswer {
    const parsed = z.strictObject({ parent: z.strictObject({ type: z.literal("data_source_id"), data_source_id: z.literal(dataSourceId) }), properties: z.record(z.string(), z.unknown()), children: blocks.optional() }).safeParse(body);
    if (!parsed.success) return failure(400, "validation_error", `body failed validation: ${parsed.error.issues[0]?.path.join(".")}: ${parsed.error.issues[0]?.message}`);
    for (const [name, value] of Object.entries(parsed.data.properties)) {
      const type = schema[name];
      if (type === undefined) return failure(400, "validation_error", `${name} is not a property that exists.`);
      if (!values[type]?.safeParse(value).success) return failure(400, "validation_error", `${name} is expected to be ${type}.`);
    }
    rows.push({ properties: parsed.data.properties, text: textOf(parsed.data.children ?? []) });
    return { status: 200, body: { object: "page", id: `row-${rows.length}`, url: `https://www.notion.so/row-${rows.length}` } };
  }

  function append(body: unknown): DoubleAnswer {
    const parsed = z.strictObject({ children: blocks.min(1) }).safeParse(body);
    if (!parsed.success) return failure(400, "validation_error", `body failed validation: ${parsed.error.issues[0]?.path.join(".")}: ${parsed.error.issues[0]?.message}`);
    appended.push(textOf(parsed.data.children));
    return { status: 200, body: { object: "list", results: parsed.data.children.map((_, index) => ({ object: "block", id: `block-${appended.length}-${index}` })) } };
  }

  return { ...server, oauth: oauth.app, changeWorkspace: oauth.changeWorkspace, token, databaseId, dataSourceId, pageId, rows, appended, lose: (what) => void lost.add(what) };
}

function textOf(children: z.infer<typeof blocks>): string {
  return children.map((block) => ("heading_2" in block ? block.heading_2 : "paragraph" in block ? block.paragraph : block.bulleted_list_item).rich_text.map(({ text }) => text.content).join("")).join("\n");
}

function failure(status: number, code: string, message: string): DoubleAnswer {
  return { status, body: { object: "error", status, code, message } };
}
