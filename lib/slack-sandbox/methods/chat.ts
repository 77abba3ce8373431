import { findPostableChannel, findVisibleChannel, isMember } from "../find-channel";
import { readMessageContent } from "../message-content";
import { fail, hasScope, isSet, missingScope, ok, textOf, type AuthedCall, type Outcome, type SandboxMethod } from "../method";
import { storableText } from "../storable-text";
import type { SandboxChannel, SandboxMessage } from "../store-port";

const strings = ["channel", "text", "markdown_text", "ts", "thread_ts", "message_ts", "username", "icon_emoji", "icon_url"];

export const chatMethods: Record<string, SandboxMethod> = {
  "chat.postMessage": {
    needsToken: true,
    acceptsJson: true,
    scope: "chat:write",
    acceptedScopes: ["chat:write"],
    required: ["channel"],
    strings,
    run: postMessage,
  },
  "chat.update": {
    needsToken: true,
    acceptsJson: true,
    scope: "chat:write",
    acceptedScopes: ["chat:write"],
    required: ["channel", "ts"],
    strings,
    run: update,
  },
  "chat.delete": {
    needsToken: true,
    acceptsJson: true,
    scope: "chat:write",
    acceptedScopes: ["chat:write"],
    required: ["channel", "ts"],
    strings,
    run: remove,
  },
  "chat.getPermalink": {
    needsToken: true,
    acceptsJson: false,
    acceptedScopes: [],
    required: ["channel", "message_ts"],
    strings,
    run: getPermalink,
  },
};

async function postMessage(call: AuthedCall): Promise<Outcome> {
  const { args, caller, store, limits, nowMs } = call;
  const channel = await findPostableChannel(call, textOf(args, "channel") ?? "");
  if (!channel) return fail("channel_not_found");
  if (channel.isArchived) return fail("is_archived");
  if (!isMember(call, channel) && !hasScope(call, "chat:write.public")) return fail("not_in_channel");
  if (isSet(args, "as_user")) return fail("as_user_not_supported");
  const isCustomized = ["username", "icon_emoji", "icon_url"].some((name) => textOf(args, name) !== undefined);
  if (isCustomized && !hasScope(call, "chat:write.customize")) return missingScope(call, "chat:write.customize");

  const checked = readMessageContent(args);
  if (checked.kind === "refused") return checked.outcome;
  const { warnings, ...content } = checked.content;
  const threadTs = textOf(args, "thread_ts") ?? null;
  if (threadTs !== null) {
    const refusal = await threadProblem(call, channel, threadTs);
    if (refusal) return refusal;
  }

  if (limits.post !== "off") {
    // Last, because the limit is on messages, and nothing refused above became one.
    const key = `chat.postMessage:${caller.token.teamId}:${caller.app.id}:${channel.id}`;
    const rate = await store.takeRate(key, nowMs, limits.post);
    if (!rate.isAllowed) return { kind: "ratelimited", retryAfterSeconds: Math.ceil(rate.waitMs / 1000) };
  }
  const message = await store.addMessage(
    {
      channelId: channel.id,
      teamId: caller.token.teamId,
      userId: caller.bot.id,
      appId: caller.app.id,
      botId: caller.bot.botId ?? "",
      username: storableText(textOf(args, "username") ?? "") || null,
      ...content,
      threadTs,
    },
    nowMs,
  );
  return ok({ channel: channel.id, ts: message.ts, message: describeMessage(message) }, warnings);
}

async function update(call: AuthedCall): Promise<Outcome> {
  const { args, caller, store, nowMs } = call;
  const found = await findOwnMessage(call, "cant_update_message");
  if (found.kind === "refused") return found.outcome;
  if (found.channel.isArchived) return fail("is_inactive");
  const checked = readMessageContent(args);
  if (checked.kind === "refused") return checked.outcome;
  const { warnings, ...content } = checked.content;
  if (content.text.length > 4000) return fail("msg_too_long");
  const editedTs = `${Math.floor(nowMs / 1000)}.000000`;
  // What is not sent is removed: text without blocks takes the blocks away. Metadata stays unless sent.
  const message = { ...found.message, ...content, metadata: content.metadata ?? found.message.metadata, editedTs };
  await store.updateMessage(message);
  const fields = { channel: found.channel.id, ts: message.ts, text: message.text, message: describeMessage(message) };
  return ok({ ...fields, message: { ...fields.message, edited: { user: caller.bot.id, ts: editedTs } } }, warnings);
}

async function remove(call: AuthedCall): Promise<Outcome> {
  const found = await findOwnMessage(call, "cant_delete_message");
  if (found.kind === "refused") return found.outcome;
  await call.store.removeMessage(found.channel.id, found.message.ts);
  return ok({ channel: found.channel.id, ts: found.message.ts });
}

async function getPermalink(call: AuthedCall): Promise<Outcome> {
  const channel = await findVisibleChannel(call, textOf(call.args, "channel") ?? "");
  if (!channel) return fail("channel_not_found");
  const message = await call.store.findMessage(channel.id, textOf(call.args, "message_ts") ?? "");
  if (!message) return fail("message_not_found");
  const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : "";
  const permalink = `${call.webUrl}/archives/${channel.id}/p${message.ts.replace(".", "")}${thread}`;
  return ok({ channel: channel.id, permalink });
}

async function threadProblem(call: AuthedCall, channel: SandboxChannel, threadTs: string): Promise<Outcome | undefined> {
  if (!/^\d{10}\.\d{6}$/.test(threadTs)) return fail("invalid_thread_ts");
  const parent = await call.store.findMessage(channel.id, threadTs);
  if (!parent) return fail("invalid_thread_ts");
  return parent.threadTs === null ? undefined : fail("cannot_reply_to_message");
}

type OwnMessage =
  | { kind: "found"; channel: SandboxChannel; message: SandboxMessage }
  | { kind: "refused"; outcome: Outcome };

/** Unlike chat.postMessage these methods want a channel's id, and only the author may change a message. */
async function findOwnMessage(call: AuthedCall, notOwn: string): Promise<OwnMessage> {
  const channel = await findVisibleChannel(call, textOf(call.args, "channel") ?? "");
  if (!channel) return { kind: "refused", outcome: fail("channel_not_found") };
  const message = await call.store.findMessage(channel.id, textOf(call.args, "ts") ?? "");
  if (!message) return { kind: "refused", outcome: fail("message_not_found") };
  if (message.appId !== call.caller.app.id) return { kind: "refused", outcome: fail(notOwn) };
  return { kind: "found", channel, message };
}

function describeMessage(message: SandboxMessage): Record<string, unknown> {
  return {
    type: "message",
    ...(message.username ? { subtype: "bot_message", username: message.username } : {}),
    user: message.userId,
    bot_id: message.botId,
    app_id: message.appId,
    team: message.teamId,
    text: message.text,
    ts: message.ts,
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.attachments ? { attachments: message.attachments } : {}),
    ...(message.metadata ? { metadata: message.metadata } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
  };
}
