import { z } from "zod";
import type { AccountCheck, DeliveryPorts, DestinationAccount, Failure, TargetList } from "../contract";
import { classifySlackError } from "./classify-error";
import { slackClient } from "./client";
import type { SlackConnection, SlackTarget } from "./schemas";

/** What the product asks a workspace for, and no more. */
export const slackScopes = ["chat:write", "chat:write.public", "channels:read", "groups:read"];

export const slackAccount: DestinationAccount<SlackConnection, SlackTarget> = { testConnection, listTargets, resolveTarget, revoke };

const identitySchema = z.looseObject({
  team: z.string(), team_id: z.string(), user: z.string(), user_id: z.string(),
  response_metadata: z.looseObject({ scopes: z.array(z.string()).optional() }).optional(),
});

async function testConnection(connection: SlackConnection, ports: DeliveryPorts): Promise<AccountCheck> {
  const answer = await call(connection, ports, "auth.test", {}, identitySchema);
  if (!answer.ok) return answer;
  const { team, team_id, user, user_id, response_metadata } = answer.value;
  const scopes = response_metadata?.scopes;
  return {
    ok: true,
    summary: `@${user} in ${team}`,
    facts: { teamId: team_id, teamName: team, botUserId: user_id, ...(scopes ? { scopes } : {}) },
    // Without the header nothing is known about scopes, and nothing is claimed.
    missingScopes: scopes ? slackScopes.filter((scope) => !scopes.includes(scope)) : [],
  };
}

const channelSchema = z.looseObject({ id: z.string(), name: z.string(), is_private: z.boolean().optional(), is_member: z.boolean().optional(), is_archived: z.boolean().optional() });
const pageSchema = z.looseObject({ channels: z.array(channelSchema), response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional() });
type Channel = z.infer<typeof channelSchema>;

/** 20 pages a minute are let through (tier 2), so a listing ends before its limit does. */
const pagesMax = 20;

async function listTargets(connection: SlackConnection, ports: DeliveryPorts): Promise<TargetList> {
  const listing = await listChannels(connection, ports, () => false);
  if (!listing.ok) return listing;
  const targets = listing.channels.map(({ id, name, is_private = false, is_member = false }) => ({
    target: { channel: id, channelName: name }, label: `#${name}`, isPrivate: is_private, isMember: is_member,
  }));
  return { ok: true, targets: targets.sort((a, b) => a.label.localeCompare(b.label)), isComplete: listing.isComplete };
}

async function resolveTarget(connection: SlackConnection, target: SlackTarget, ports: DeliveryPorts): Promise<{ ok: true; target: SlackTarget } | Failure> {
  if (!target.channel.startsWith("#")) return resolveId(connection, target, ports);
  const name = target.channel.slice(1).toLowerCase();
  const listing = await listChannels(connection, ports, (channel) => channel.name === name);
  if (!listing.ok) return listing;
  const found = listing.channels.find((channel) => channel.name === name);
  if (found) return { ok: true, target: { channel: found.id, channelName: found.name } };
  const hint = "if it is private, type /invite and the bot's name in it first";
  const reach = listing.isComplete ? "" : "; the workspace has more channels than could be listed: give the channel's id (C…) instead";
  return { ok: false, code: "channel_not_found", detail: `there is no channel #${name} that the bot can see; ${hint}${reach}` };
}

async function resolveId(connection: SlackConnection, target: SlackTarget, ports: DeliveryPorts): Promise<{ ok: true; target: SlackTarget } | Failure> {
  const answer = await call(connection, ports, "conversations.info", { channel: target.channel }, z.looseObject({ channel: channelSchema }));
  if (answer.ok) return { ok: true, target: { channel: answer.value.channel.id, channelName: answer.value.channel.name } };
  // Posting needs fewer scopes than looking up.
  return answer.code === "missing_scope" ? { ok: true, target } : answer;
}

/** A credential that is dead already is as good as revoked. */
const alreadyDead = new Set(["invalid_auth", "account_inactive", "token_revoked", "token_expired", "not_authed"]);

async function revoke(connection: SlackConnection, ports: DeliveryPorts): Promise<{ ok: true } | Failure> {
  const answer = await call(connection, ports, "auth.revoke", {}, z.looseObject({}));
  return answer.ok || alreadyDead.has(answer.code) ? { ok: true } : answer;
}

type Listing = { ok: true; channels: Channel[]; isComplete: boolean };

async function listChannels(connection: SlackConnection, ports: DeliveryPorts, isEnough: (channel: Channel) => boolean): Promise<Listing | Failure> {
  const all = await listPages(connection, ports, "public_channel,private_channel", isEnough);
  // Without groups:read the private ones can't be asked for at all.
  return !all.ok && all.code === "missing_scope" ? listPages(connection, ports, "public_channel", isEnough) : all;
}

async function listPages(connection: SlackConnection, ports: DeliveryPorts, types: string, isEnough: (channel: Channel) => boolean): Promise<Listing | Failure> {
  const channels: Channel[] = [];
  let cursor = "";
  for (let page = 0; page < pagesMax; page++) {
    const answer = await call(connection, ports, "conversations.list", { types, exclude_archived: true, limit: 200, ...(cursor === "" ? {} : { cursor }) }, pageSchema);
    if (!answer.ok) return page === 0 ? answer : { ok: true, channels, isComplete: false };
    channels.push(...answer.value.channels);
    cursor = answer.value.response_metadata?.next_cursor ?? "";
    // A page may be empty and not be the last: the filters work after paging (docs.slack.dev, apis/web-api/pagination).
    if (cursor === "" || answer.value.channels.some(isEnough)) return { ok: true, channels, isComplete: cursor === "" };
  }
  return { ok: true, channels, isComplete: false };
}

async function call<T>(connection: SlackConnection, { http }: DeliveryPorts, method: string, args: Record<string, unknown>, schema: z.ZodType<T>): Promise<{ ok: true; value: T } | Failure> {
  try {
    const answer = schema.safeParse(await slackClient(connection, http).apiCall(method, args));
    return answer.success ? { ok: true, value: answer.data } : { ok: false, code: "unreadable_answer", detail: `${method} answered in a shape Slack does not use: is the API address Slack's?` };
  } catch (error) {
    const { outcome } = classifySlackError(error);
    const retryAfterMs = outcome.status === "retry" ? outcome.retryAfterMs : undefined;
    return { ok: false, code: outcome.code, detail: outcome.detail, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
}
