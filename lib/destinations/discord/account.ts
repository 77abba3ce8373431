import { z } from "zod";
import { classifyHttp } from "../classify-http";
import type { DeliveryPorts, DestinationAccount, Failure, TargetChoice, TargetList } from "../contract";
import { readAnswer } from "../read-answer";
import { botHeaders, discordApi } from "./api-address";
import type { DiscordConnection, DiscordTarget } from "./schemas";

const guildsMax = 20;
/** Text and announcement channels: docs.discord.com, resources/channel. */
const textChannels = new Set([0, 5]);

const userSchema = z.looseObject({ id: z.string(), username: z.string() });
const webhookSchema = z.looseObject({ id: z.string(), name: z.string().nullish() });
const guildsSchema = z.array(z.looseObject({ id: z.string(), name: z.string() }));
const channelsSchema = z.array(z.looseObject({ id: z.string(), name: z.string(), type: z.number(), position: z.number().optional() }));

export const discordAccount: DestinationAccount<DiscordConnection, DiscordTarget> = {
  async testConnection(connection, ports) {
    if (connection.webhookUrl !== undefined) {
      const webhook = await get(connection.webhookUrl, {}, webhookSchema, ports);
      if (!webhook.ok) return webhook;
      return { ok: true, summary: `webhook ${webhook.value.name ?? webhook.value.id}`, facts: {}, missingScopes: [] };
    }
    const user = await getAsBot(connection, "/users/@me", userSchema, ports);
    return user.ok ? { ok: true, summary: `@${user.value.username}`, facts: {}, missingScopes: [] } : user;
  },

  /** The text channels of the bot's servers; a webhook belongs to one and has nothing to choose. */
  async listTargets(connection, ports) {
    if (connection.botToken === undefined) return { ok: true, targets: [], isComplete: true };
    const guilds = await getAsBot(connection, "/users/@me/guilds?limit=200", guildsSchema, ports);
    if (!guilds.ok) return guilds;
    return listChannels(connection, guilds.value, ports);
  },

  async resolveTarget({ botToken }, target) {
    if (botToken !== undefined && !target.channel) return { ok: false, code: "invalid_target", detail: "target.channel: expected a channel's id, as the connection is a bot" };
    return { ok: true, target };
  },
};

/** What one server refuses is left out; anything else is not that server's matter, and ends the listing where it is. */
async function listChannels(connection: DiscordConnection, guilds: z.infer<typeof guildsSchema>, ports: DeliveryPorts): Promise<TargetList> {
  const targets: TargetChoice[] = [];
  let failed: Failure | undefined;
  for (const guild of guilds.slice(0, guildsMax)) {
    const channels = await getAsBot(connection, `/guilds/${guild.id}/channels`, channelsSchema, ports);
    if (channels.ok) {
      const shown = channels.value.filter(({ type }) => textChannels.has(type)).sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
      const where = guilds.length > 1 ? ` in ${guild.name}` : "";
      targets.push(...shown.map(({ id, name }) => ({ target: { channel: id, channelName: `#${name}` }, label: `#${name}${where}`, isPrivate: false, isMember: true })));
      continue;
    }
    failed ??= channels;
    if (!/^http_(403|404|5\d\d)$/.test(channels.code)) break;
  }
  return targets.length === 0 && failed ? failed : { ok: true, targets, isComplete: !failed && guilds.length <= guildsMax };
}

function getAsBot<Schema extends z.ZodType>(connection: DiscordConnection, path: string, schema: Schema, ports: DeliveryPorts) {
  return get(`${discordApi(connection)}${path}`, botHeaders(connection), schema, ports);
}

async function get<Schema extends z.ZodType>(url: string, headers: Record<string, string>, schema: Schema, { http }: DeliveryPorts): Promise<{ ok: true; value: z.infer<Schema> } | Failure> {
  const outcome = await http.send({ method: "GET", url, headers, timeoutMs: 10_000, bodyBytesMax: 1024 * 1024 });
  const failed = classifyHttp("Discord", outcome, Date.now());
  if (failed) return { ok: false, code: failed.code, detail: failed.detail, ...(failed.status === "retry" && failed.retryAfterMs !== undefined ? { retryAfterMs: failed.retryAfterMs } : {}) };
  const value = outcome.kind === "response" ? readAnswer(schema, outcome.body) : undefined;
  return value === undefined ? { ok: false, code: "unreadable_answer", detail: "the address did not answer as Discord does" } : { ok: true, value };
}
