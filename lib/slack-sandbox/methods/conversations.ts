import { randomId } from "../random-id";
import { findVisibleChannel, isMember } from "../find-channel";
import { fail, hasScope, isSet, missingScope, ok, textOf, type AuthedCall, type Outcome, type SandboxMethod } from "../method";
import type { SandboxChannel } from "../store-port";

const scopeOfType = new Map([
  ["public_channel", "channels:read"],
  ["private_channel", "groups:read"],
  ["mpim", "mpim:read"],
  ["im", "im:read"],
]);
const readScopes = [...scopeOfType.values()];

export const conversationsMethods: Record<string, SandboxMethod> = {
  "conversations.list": { needsToken: true, acceptsJson: false, acceptedScopes: readScopes, run: list },
  "conversations.info": {
    needsToken: true,
    acceptsJson: false,
    acceptedScopes: readScopes,
    required: ["channel"],
    run: info,
  },
  "conversations.join": {
    needsToken: true,
    acceptsJson: true,
    scope: "channels:join",
    acceptedScopes: ["channels:join"],
    required: ["channel"],
    strings: ["channel"],
    run: join,
  },
  "conversations.create": {
    needsToken: true,
    acceptsJson: true,
    acceptedScopes: ["channels:manage", "groups:write"],
    strings: ["name"],
    run: create,
  },
};

async function list(call: AuthedCall): Promise<Outcome> {
  const { args, caller, store, limits, nowMs } = call;
  const { teamId } = caller.token;
  if (limits.list !== "off") {
    const rate = await store.takeRate(`conversations.list:${teamId}:${caller.app.id}`, nowMs, limits.list);
    if (!rate.isAllowed) return { kind: "ratelimited", retryAfterSeconds: Math.ceil(rate.waitMs / 1000) };
  }
  const types = (textOf(args, "types") ?? "public_channel").split(",").map((type) => type.trim());
  for (const type of types) {
    const scope = scopeOfType.get(type);
    if (!scope) return fail("invalid_types");
    if (!hasScope(call, scope)) return missingScope(call, scope);
  }
  const limit = Number(textOf(args, "limit") ?? "100");
  if (!Number.isInteger(limit) || limit < 1 || limit >= 1000) return fail("invalid_limit");
  const cursor = textOf(args, "cursor");
  const after = cursor === undefined ? null : fromCursor(cursor);
  if (after === undefined) return fail("invalid_cursor");
  if (after !== null && !(await store.findChannel(teamId, { id: after }))) return fail("invalid_cursor");

  const found = await store.listChannels(teamId, after, limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  // The filters work on a page that is already cut, as on Slack: a page may be short or empty and not be the last.
  const channels = page.filter(
    (channel) =>
      types.includes(channel.isPrivate ? "private_channel" : "public_channel") &&
      (!channel.isPrivate || isMember(call, channel)) &&
      !(channel.isArchived && isSet(args, "exclude_archived")),
  );
  return ok({
    channels: channels.map((channel) => describeChannel(call, channel)),
    response_metadata: { next_cursor: found.length > limit && last ? toCursor(last.id) : "" },
  });
}

async function info(call: AuthedCall): Promise<Outcome> {
  const channel = await findVisibleChannel(call, textOf(call.args, "channel") ?? "");
  if (!channel) return fail("channel_not_found");
  const scope = channel.isPrivate ? "groups:read" : "channels:read";
  if (!hasScope(call, scope)) return missingScope(call, scope);
  const { num_members: members, ...fields } = describeChannel(call, channel);
  return ok({ channel: isSet(call.args, "include_num_members") ? { ...fields, num_members: members } : fields });
}

async function join(call: AuthedCall): Promise<Outcome> {
  const { caller, store, args } = call;
  const channel = await store.findChannel(caller.token.teamId, { id: textOf(args, "channel") ?? "" });
  if (!channel) return fail("channel_not_found");
  if (channel.isPrivate) return fail("method_not_supported_for_channel_type");
  if (channel.isArchived) return fail("is_archived");
  const wasMember = isMember(call, channel);
  await store.addMember(channel.id, caller.bot.id);
  const joined = { ...channel, memberIds: [...new Set([...channel.memberIds, caller.bot.id])] };
  return ok({ channel: describeChannel(call, joined) }, wasMember ? ["already_in_channel"] : []);
}

async function create(call: AuthedCall): Promise<Outcome> {
  const { args, caller, store, nowMs } = call;
  const isPrivate = isSet(args, "is_private");
  const scope = isPrivate ? "groups:write" : "channels:manage";
  if (!hasScope(call, scope)) return missingScope(call, scope);
  const name = textOf(args, "name");
  if (name === undefined) return fail("invalid_name_required");
  if (name.length > 80) return fail("invalid_name_maxlength");
  if (/^[-_]+$/.test(name)) return fail("invalid_name_punctuation");
  if (!/^[\p{Ll}\p{Lo}\p{N}_-]+$/u.test(name)) return fail("invalid_name_specials");
  const channel = {
    id: randomId("C"),
    teamId: caller.token.teamId,
    name,
    topic: "",
    isPrivate,
    isArchived: false,
    memberIds: [caller.bot.id],
  };
  if (!(await store.addChannel(channel))) return fail("name_taken");
  return ok({ channel: describeChannel(call, { ...channel, createdAt: new Date(nowMs) }) });
}

function describeChannel(call: AuthedCall, channel: SandboxChannel) {
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !channel.isPrivate,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.isPrivate,
    is_archived: channel.isArchived,
    is_general: channel.name === "general",
    is_shared: false,
    is_ext_shared: false,
    is_org_shared: false,
    is_member: isMember(call, channel),
    created: Math.floor(channel.createdAt.getTime() / 1000),
    topic: { value: channel.topic, creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
    previous_names: [],
    num_members: channel.memberIds.length,
  };
}

// Opaque, and always ending in "=": a caller that does not URL-encode its cursor must fail here as it does on Slack.
function toCursor(id: string): string {
  const plain = `team:${id}`;
  return Buffer.from(plain.length % 3 === 0 ? `${plain} ` : plain).toString("base64");
}

function fromCursor(cursor: string): string | undefined {
  if (!/^[A-Za-z0-9+/]+={1,2}$/.test(cursor)) return undefined;
  return /^team:([A-Z0-9]+) ?$/.exec(Buffer.from(cursor, "base64").toString("utf8"))?.[1];
}
