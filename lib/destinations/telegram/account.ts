import { z } from "zod";
import type { DeliveryPorts, DestinationAccount, Failure, TargetChoice } from "../contract";
import { readAnswer } from "../read-answer";
import { methodUrl, telegramFailure } from "./api";
import type { TelegramConnection, TelegramTarget } from "./schemas";

const chatSchema = z.looseObject({ id: z.number(), type: z.string(), title: z.string().optional(), username: z.string().optional(), first_name: z.string().optional(), last_name: z.string().optional() });
type Chat = z.infer<typeof chatSchema>;
const inChat = z.looseObject({ chat: chatSchema }).optional();
const membership = z.looseObject({ chat: chatSchema, new_chat_member: z.looseObject({ status: z.string() }) }).optional();
const updatesSchema = z.array(z.looseObject({ message: inChat, channel_post: inChat, edited_message: inChat, my_chat_member: membership }));
type Update = z.infer<typeof updatesSchema>[number];

export const telegramAccount: DestinationAccount<TelegramConnection, TelegramTarget> = {
  async testConnection(connection, ports) {
    const me = await call(connection, "getMe", {}, z.looseObject({ username: z.string() }), ports);
    return me.ok ? { ok: true, summary: `@${me.value.username}`, facts: {}, missingScopes: [] } : me;
  },

  /**
   * The chats that wrote to the bot or took it in during the last day: Telegram keeps no longer list. Which kinds of
   * updates are wanted is not said: Telegram would remember it for the bot's other programs, too.
   */
  async listTargets(connection, ports) {
    const updates = await call(connection, "getUpdates", { limit: 100 }, updatesSchema, ports);
    if (!updates.ok) return updates.code === "http_409" ? { ...updates, detail: conflictDetail(updates.detail) } : updates;
    // In the order they came: the last word on a chat holds.
    const choices = updates.value.flatMap(choicesOf).map((choice): [string, TargetChoice] => [choice.target.chat, choice]);
    return { ok: true, targets: [...new Map(choices).values()], isComplete: false };
  },

  /** Asks for the chat, so that a wrong id is told at once and an @name becomes an id. */
  async resolveTarget(connection, target, ports) {
    const chat = await call(connection, "getChat", { chat_id: target.chat }, chatSchema, ports);
    return chat.ok ? { ok: true, target: { ...target, chat: String(chat.value.id), chatName: nameOf(chat.value) } } : chat;
  },
};

function conflictDetail(told: string): string {
  const why = /webhook/i.test(told) ? "the bot has a webhook" : "another program reads the bot's updates";
  return `${why}, so its chats can't be listed: type the chat's id or @name`;
}

function choicesOf({ message, channel_post: post, edited_message: edited, my_chat_member: member }: Update) {
  // A person who blocked the bot is among those that kicked it.
  const isMember = member === undefined || !["left", "kicked"].includes(member.new_chat_member.status);
  return [message, post, edited, member].flatMap((found) => (found ? [choiceOf(found.chat, isMember)] : []));
}

function choiceOf(chat: Chat, isMember: boolean) {
  const name = nameOf(chat);
  return { target: { chat: String(chat.id), chatName: name }, label: name, isPrivate: chat.type === "private" || chat.username === undefined, isMember };
}

function nameOf({ id, title, username, first_name: first, last_name: last }: Chat): string {
  return (title ?? [first, last].filter((part) => part !== undefined).join(" ")) || (username === undefined ? String(id) : `@${username}`);
}

async function call<Schema extends z.ZodType>(connection: TelegramConnection, method: string, args: object, schema: Schema, { http }: DeliveryPorts): Promise<{ ok: true; value: z.infer<Schema> } | Failure> {
  const outcome = await http.send({ method: "POST", url: methodUrl(connection, method), headers: { "content-type": "application/json" }, body: JSON.stringify(args), timeoutMs: 10_000, bodyBytesMax: 1024 * 1024 });
  const failed = telegramFailure(outcome, Date.now());
  if (failed) {
    const { outcome: told } = failed;
    return { ok: false, code: told.code, detail: told.detail, ...(told.status === "retry" && told.retryAfterMs !== undefined ? { retryAfterMs: told.retryAfterMs } : {}) };
  }
  const answer = outcome.kind === "response" ? readAnswer(z.looseObject({ ok: z.literal(true), result: z.unknown() }), outcome.body) : undefined;
  const value = schema.safeParse(answer?.result);
  return value.success ? { ok: true, value: value.data } : { ok: false, code: "unreadable_answer", detail: "the address did not answer as Telegram does" };
}
