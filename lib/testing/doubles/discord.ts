import { z } from "zod";
import { callLimit, startDoubleServer, type DoubleAnswer, type DoubleRequest, type DoubleServer } from "./double-server";

export type DiscordDouble = DoubleServer & {
  webhookUrl: string;
  botToken: string;
  /** What was accepted, in order. `pings` is who would have been pinged. */
  messages: { id: string; channel: string; content: string; embeds: Embed[]; pings: string[]; replyTo?: string | undefined; edits: number }[];
  /** As a moderator does. */
  remove(id: string): void;
  /** Makes the webhook, the bot's token or a channel unknown from now on, or a server none that the bot may look into. */
  lose(what: "webhook" | "bot" | `channel ${string}` | `guild ${string}`): void;
};

type Embed = z.infer<typeof embedSchema>;

const text = (max: number) => z.string().trim().min(1).max(max);
const link = z.url({ protocol: /^https?$/ }).max(2048);
const embedSchema = z.strictObject({
  title: text(256).optional(), description: text(4096).optional(), url: link.optional(), color: z.number().int().min(0).max(0xffffff).optional(), timestamp: z.iso.datetime().optional(),
  footer: z.strictObject({ text: text(2048), icon_url: link.optional() }).optional(),
  author: z.strictObject({ name: text(256), url: link.optional(), icon_url: link.optional() }).optional(),
  thumbnail: z.strictObject({ url: link }).optional(), image: z.strictObject({ url: link }).optional(),
  fields: z.array(z.strictObject({ name: text(256), value: text(1024), inline: z.boolean().optional() })).max(25).optional(),
  // An empty one is refused by webhooks: discord-api-docs issue 1765.
}).refine((embed) => Object.keys(embed).length > 0, "List item values of ModelType are required");
const messageSchema = z.strictObject({
  content: z.string().max(2000).optional(), embeds: z.array(embedSchema).max(10).optional(),
  allowed_mentions: z.strictObject({ parse: z.array(z.enum(["roles", "users", "everyone"])) }).optional(),
  message_reference: z.strictObject({ message_id: z.string(), fail_if_not_exists: z.boolean().optional() }).optional(),
  nonce: z.string().max(25).optional(), enforce_nonce: z.boolean().optional(),
});

const channels = [
  { id: "200", name: "general", type: 0, position: 0 }, { id: "201", name: "alerts", type: 0, position: 1 }, { id: "202", name: "voice", type: 2, position: 2 },
];

/** Discord as its documentation has it: docs.discord.com, resources/webhook, resources/message, topics/rate-limits. */
export async function startDiscordDouble({ callsMax = 5, guilds = ["10"] }: { /** In two seconds, a route. */ callsMax?: number; /** Ids of the servers that the bot is in, each with the same channels. */ guilds?: string[] } = {}): Promise<DiscordDouble> {
  const botToken = "double-bot-token-0000000000";
  const webhook = { id: "100", token: "double-webhook-token-0000" };
  const lost = new Set<string>();
  const messages: DiscordDouble["messages"] = [];
  let lastId = 1000;
  const nonces = new Map<string, unknown>();
  const limit = callLimit(callsMax, 2000);

  const server = await startDoubleServer((request) => {
    const { path, method } = request;
    const hook = /^\/api(?:\/v10)?\/webhooks\/(\d+)\/([\w-]+)(?:\/messages\/(\d+))?$/.exec(path);
    if (hook) {
      if (hook[1] !== webhook.id || lost.has("webhook")) return failure(404, 10015, "Unknown Webhook");
      if (hook[2] !== webhook.token) return failure(401, 50027, "Invalid Webhook Token");
      if (method === "GET") return { status: 200, body: { id: webhook.id, type: 1, name: "Alerts", channel_id: "201", guild_id: "10" } };
      if (method === "PATCH") return edit("201", hook[3] ?? "", request);
      return request.query.get("wait") === "true" ? post("201", request) : { status: 204 };
    }
    if (request.headers["authorization"] !== `Bot ${botToken}` || lost.has("bot")) return failure(401, 0, "401: Unauthorized");
    if (path === "/api/v10/users/@me") return { status: 200, body: { id: "1", username: "ingestlayer", bot: true } };
    if (path === "/api/v10/users/@me/guilds") return { status: 200, body: guilds.map((id) => ({ id, name: `Acme ${id}` })) };
    const guild = /^\/api\/v10\/guilds\/(\d+)\/channels$/.exec(path)?.[1];
    if (guild !== undefined && guilds.includes(guild)) return lost.has(`guild ${guild}`) ? failure(403, 50001, "Missing Access") : { status: 200, body: channels };
    const [, channel, message] = /^\/api\/v10\/channels\/(\d+)\/messages(?:\/(\d+))?$/.exec(path) ?? [];
    if (channel === undefined || method !== (message === undefined ? "POST" : "PATCH")) return failure(404, 0, "404: Not Found");
    const known = channels.find(({ id }) => id === channel);
    if (!known || lost.has(`channel ${channel}`)) return failure(404, 10003, "Unknown Channel");
    if (message !== undefined) return edit(channel, message, request);
    return known.type === 2 ? failure(400, 50008, "Cannot send messages in a non-text channel") : post(channel, request);
  });

  function post(channel: string, request: DoubleRequest): DoubleAnswer {
    const waitMs = limit(request.path);
    if (waitMs > 0) return { status: 429, headers: { "retry-after": String(Math.ceil(waitMs / 1000)), "x-ratelimit-scope": "user" }, body: { message: "You are being rate limited.", retry_after: waitMs / 1000, global: false } };
    const read = readMessage(request.body);
    if ("refusal" in read) return read.refusal;
    const { content, embeds, allowed_mentions: allowed, message_reference: reference, nonce, enforce_nonce: isEnforced } = read;
    const seen = nonce === undefined || !isEnforced ? undefined : nonces.get(`${channel} ${nonce}`);
    if (seen !== undefined) return { status: 200, body: seen };
    if (reference && reference.fail_if_not_exists !== false && !messages.some(({ id }) => id === reference.message_id)) return failure(400, 50035, "Unknown message");
    const id = String((lastId += 1));
    messages.push({ id, channel, content, embeds, pings: pingsOf(content, allowed?.parse), replyTo: reference?.message_id, edits: 0 });
    const sent = { id, channel_id: channel, content, embeds };
    if (nonce !== undefined) nonces.set(`${channel} ${nonce}`, sent);
    return { status: 200, body: sent };
  }

  function edit(channel: string, id: string, { body }: DoubleRequest): DoubleAnswer {
    const found = messages.find((message) => message.id === id && message.channel === channel);
    if (!found) return failure(404, 10008, "Unknown Message");
    // What is absent stays as it was.
    const read = readMessage(body, found);
    if ("refusal" in read) return read.refusal;
    Object.assign(found, { content: read.content, embeds: read.embeds, edits: found.edits + 1 });
    return { status: 200, body: { id, channel_id: channel, content: found.content, embeds: found.embeds } };
  }

  const remove = (id: string) => void messages.splice(messages.findIndex((message) => message.id === id), 1);
  return { ...server, remove, webhookUrl: `${server.url}/api/webhooks/${webhook.id}/${webhook.token}`, botToken, messages, lose: (what) => void lost.add(what) };
}

function readMessage(body: unknown, before: { content: string; embeds: Embed[] } = { content: "", embeds: [] }) {
  const parsed = messageSchema.safeParse(body);
  if (!parsed.success) return { refusal: invalidForm(Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path.join("."), message]))) };
  const message = { ...before, ...parsed.data };
  const total = message.embeds.reduce((sum, embed) => sum + lengthOf(embed), 0);
  if (total > 6000) return { refusal: invalidForm({ embeds: `Embed size exceeds maximum size of 6000: ${total}` }) };
  if (message.content.trim() === "" && message.embeds.length === 0) return { refusal: failure(400, 50006, "Cannot send an empty message") };
  return message;
}

function invalidForm(errors: Record<string, string>): DoubleAnswer {
  return { status: 400, body: { code: 50035, message: "Invalid Form Body", errors } };
}

function failure(status: number, code: number, message: string): DoubleAnswer {
  return { status, body: { code, message } };
}

function lengthOf({ title = "", description = "", footer, author, fields = [] }: Embed): number {
  return [title, description, footer?.text ?? "", author?.name ?? "", ...fields.flatMap(({ name, value }) => [name, value])].reduce((sum, part) => sum + part.length, 0);
}

/** Without `allowed_mentions` everything that looks like a mention is one; embeds never ping. */
function pingsOf(content: string, allowed: string[] = ["roles", "users", "everyone"]): string[] {
  const found = content.match(/@everyone|@here|<@[!&]?\d+>/g) ?? [];
  return found.filter((mention) => allowed.includes(mention.startsWith("<@&") ? "roles" : mention.startsWith("<@") ? "users" : "everyone"));
}
