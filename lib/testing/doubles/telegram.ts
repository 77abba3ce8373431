import { randomBytes } from "node:crypto";
import { z } from "zod";
import { callLimit, startDoubleServer, type DoubleAnswer, type DoubleServer } from "./double-server";

export type TelegramDouble = DoubleServer & {
  botToken: string;
  /** What was accepted, in order; `plain` is the text as it is read, `entities` what is more than text in it. */
  messages: { id: number; replyTo?: number | undefined; edits: number; chat: string; thread?: number | undefined; plain: string; entities: string[]; buttons: { text: string; url: string }[] }[];
  /** As a member does. */
  remove(id: number): void;
  /**
   * A group becomes a supergroup with another id, a person blocks the bot, a group throws it out, a chat is gone, the token
   * is revoked, the bot has a webhook, another program polls for it.
   */
  change(what: "migrate" | "block" | "kick" | "vanish" | "revoke" | "webhook" | "poll"): void;
};

const bodySchema = z.strictObject({
  chat_id: z.union([z.string(), z.number()]).transform(String), text: z.string(), parse_mode: z.literal("HTML").optional(), message_thread_id: z.number().optional(), message_id: z.number().optional(),
  reply_parameters: z.strictObject({ message_id: z.number(), allow_sending_without_reply: z.boolean().optional() }).optional(), disable_notification: z.boolean().optional(),
  link_preview_options: z.strictObject({ is_disabled: z.boolean().optional() }).optional(),
  reply_markup: z.strictObject({ inline_keyboard: z.array(z.array(z.strictObject({ text: z.string().min(1), url: z.url({ protocol: /^https?$/ }) }))) }).optional(),
});

const group = { id: -4001, type: "group", title: "Ops" };
const supergroup = { id: -1004001, type: "supergroup", title: "Ops" };
const person = { id: 501, type: "private", first_name: "Ada", last_name: "Lovelace" };
const channel = { id: -1009001, type: "channel", title: "Alerts", username: "acme_alerts" };

/** Telegram's Bot API as its documentation has it: core.telegram.org/bots/api and /bots/faq. */
export async function startTelegramDouble({ callsMax = 3 }: { /** In a second, to one chat. */ callsMax?: number } = {}): Promise<TelegramDouble> {
  // Of its own: what is known of one bot's chats must not pass to the next double.
  const botToken = `4242:${randomBytes(18).toString("base64url")}`;
  const changes = new Set<string>();
  const messages: TelegramDouble["messages"] = [];
  const limit = callLimit(callsMax, 1000);
  let lastId = 0;

  const server = await startDoubleServer(({ path, body }) => {
    const [, token, method] = /^\/bot([^/]+)\/(\w+)$/.exec(path) ?? [];
    if (token !== botToken || changes.has("revoke")) return failure(401, "Unauthorized");
    if (method === "getMe") return ok({ id: 4242, is_bot: true, username: "acme_bot" });
    if (method === "getUpdates") return updates();
    if (method === "getChat") return chatAnswer(z.looseObject({ chat_id: z.union([z.string(), z.number()]).transform(String) }).safeParse(body).data?.chat_id ?? "");
    if (method === "editMessageText") return post(body, true);
    return method === "sendMessage" ? post(body) : failure(404, "Not Found");
  });

  function updates(): DoubleAnswer {
    if (changes.has("webhook")) return failure(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
    if (changes.has("poll")) return failure(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
    const member = (chat: object, status: string) => ({ my_chat_member: { chat, old_chat_member: { status: "left" }, new_chat_member: { status } } });
    const happened = [{ message: { chat: person } }, member(group, "member"), { message: { chat: group } }, { message: { chat: person } }, ...(changes.has("kick") ? [member(group, "kicked")] : [])];
    return ok(happened.map((update, index) => ({ update_id: index + 1, ...update })));
  }

  function findChat(id: string) {
    if (changes.has("vanish")) return undefined;
    return [group, supergroup, person, channel].find((chat) => String(chat.id) === id || ("username" in chat && `@${chat.username}` === id));
  }

  function chatAnswer(id: string): DoubleAnswer {
    const chat = findChat(id);
    return chat ? ok(chat) : failure(400, "Bad Request: chat not found");
  }

  function post(body: unknown, isEdit = false): DoubleAnswer {
    const parsed = bodySchema.safeParse(body);
    if (!parsed.success) return failure(400, `Bad Request: ${parsed.error.issues[0]?.path.join(".")} is invalid`);
    const { chat_id: id, text, parse_mode: mode, message_thread_id: thread, reply_markup: markup } = parsed.data;
    const chat = findChat(id);
    if (!chat) return failure(400, "Bad Request: chat not found");
    if (changes.has("migrate") && chat === group) return failure(400, "Bad Request: group chat was upgraded to a supergroup chat", { migrate_to_chat_id: supergroup.id });
    if (changes.has("block") && chat === person) return failure(403, "Forbidden: bot was blocked by the user");
    const waitMs = limit(id);
    if (waitMs > 0) return failure(429, `Too Many Requests: retry after ${Math.ceil(waitMs / 1000)}`, { retry_after: Math.ceil(waitMs / 1000) });
    const read = mode === "HTML" ? readHtml(text) : { plain: text, entities: [] };
    if (typeof read === "string") return failure(400, `Bad Request: can't parse entities: ${read}`);
    if (read.plain.trim() === "") return failure(400, "Bad Request: message text is empty");
    if (read.plain.length > 4096) return failure(400, "Bad Request: message is too long");
    const buttons = markup?.inline_keyboard.flat() ?? [];
    const badButton = buttons.find(({ url }) => !/^https?:\/\/([^/?#]*\.|[^/?#@]*\[)/i.test(url));
    // tdlib, LinkManager.cpp: a host without a dot that is no IPv6 address.
    if (badButton) return failure(400, `Bad Request: inline keyboard button URL '${badButton.url}' is invalid: Wrong HTTP URL`);
    const entities = [...read.entities, ...autoEntities(read.plain)];
    if (isEdit) {
      const found = messages.find((message) => message.id === parsed.data.message_id && message.chat === String(chat.id));
      if (!found) return failure(400, "Bad Request: message to edit not found");
      if (found.plain === read.plain) return failure(400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same");
      Object.assign(found, { plain: read.plain, entities, buttons, edits: found.edits + 1 });
      return ok({ message_id: found.id, chat, date: 0, text: read.plain });
    }
    const messageId = (lastId += 1);
    messages.push({ id: messageId, replyTo: parsed.data.reply_parameters?.message_id, edits: 0, chat: String(chat.id), thread, plain: read.plain, entities, buttons });
    return ok({ message_id: messageId, chat, date: 0, text: read.plain });
  }

  return { ...server, botToken, messages, remove: (id) => void messages.splice(messages.findIndex((message) => message.id === id), 1), change: (what) => void changes.add(what) };
}

const simpleTags = new Set(["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler", "pre", "code", "blockquote"]);

/** The text without markup, or why it can't be read. */
function readHtml(html: string): { plain: string; entities: string[] } | string {
  const open: string[] = [];
  const entities: string[] = [];
  let plain = "";
  let rest = html;
  while (rest !== "") {
    const tag = /^<(\/?)([a-zA-Z-]+)([^<>]*)>/.exec(rest);
    const entity = /^&(lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);/.exec(rest);
    if (tag) {
      const [source, slash, name = "", attributes = ""] = tag;
      if (slash === "/") {
        if (open.pop() !== name) return `unmatched end tag ${source}`;
      } else {
        const isLink = name === "a" && /^\s+href="[^"]*"$/.test(attributes);
        if (!isLink && !(simpleTags.has(name) && (attributes === "" || name === "code" || name === "blockquote"))) return `unsupported start tag "${name}"`;
        open.push(name);
        entities.push(isLink ? `a ${/"([^"]*)"/.exec(attributes)?.[1] ?? ""}` : name);
      }
      rest = rest.slice(source.length);
    } else if (entity) {
      const [source, code = ""] = entity;
      plain += { lt: "<", gt: ">", amp: "&", quot: '"' }[code] ?? String.fromCodePoint(code.startsWith("#x") ? Number.parseInt(code.slice(2), 16) : Number(code.slice(1)));
      rest = rest.slice(source.length);
    } else if (rest.startsWith("<")) return "unsupported start tag";
    else {
      plain += rest[0];
      rest = rest.slice(1);
    }
  }
  return open.length > 0 ? `can't find end tag for ${open.at(-1)}` : { plain, entities };
}

/** What Telegram makes of plain text by itself. */
function autoEntities(text: string): string[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}_])[@#$][\p{L}\p{N}_]+|(?<![\p{L}\p{N}_/])\/[\p{L}\p{N}_]+/gu)].map(([found]) => found);
}

function ok(result: unknown): DoubleAnswer {
  return { status: 200, body: { ok: true, result } };
}

function failure(status: number, description: string, parameters?: object): DoubleAnswer {
  return { status, body: { ok: false, error_code: status, description, ...(parameters ? { parameters } : {}) } };
}
