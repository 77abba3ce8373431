import { z } from "zod";
import type { Json } from "@/lib/durable/contract";
import type { HttpOutcome, HttpRequest } from "@/lib/ports/ports";
import type { DeliverInput, DeliveryOutcome, DeliveryPorts, DeliveryResult } from "../contract";
import { readAnswer } from "../read-answer";
import { sendHttp } from "../send-http";
import { methodUrl, telegramFailure, unreadable } from "./api";
import { telegramMessage } from "./message";
import type { TelegramConfig, TelegramConnection, TelegramTarget } from "./schemas";

type Input = DeliverInput<TelegramConnection, TelegramTarget, TelegramConfig>;

/** A group that became a supergroup has another id: Telegram names it when one writes to the old one. */
const moved = new Map<string, string>();
const movedMax = 10_000;

/** Follows a moved group within the attempt: what Telegram refused did not arrive. */
export async function deliverTelegram(input: Input, ports: DeliveryPorts): Promise<DeliveryResult> {
  const { chat } = input.target;
  const key = `${input.connection.botToken} ${chat}`;
  const known = moved.get(key);
  const first = await sendOrBegin(input, known ?? chat, ports);
  if (first.movedTo === undefined) return first.result;
  if (moved.size >= movedMax) moved.clear();
  moved.set(key, first.movedTo);
  return (await sendOrBegin(input, first.movedTo, ports)).result;
}

type Sent = { result: DeliveryResult; movedTo?: string };

/** Where the earlier message was deleted, or stayed behind in the group that moved, what was to take its place begins anew. */
async function sendOrBegin(input: Input, chat: string, ports: DeliveryPorts): Promise<Sent> {
  const sent = await send(input, chat, ports);
  const { outcome } = sent.result;
  const isGone = outcome.status === "rejected" && outcome.code === "message_gone";
  return isGone ? { result: await begin(input, chat, ports) } : sent;
}

async function begin({ earlier: _, ...alone }: Input, chat: string, ports: DeliveryPorts): Promise<DeliveryResult> {
  const { result } = await send(alone, chat, ports);
  const { outcome } = result;
  if (outcome.status !== "delivered" || typeof outcome.receipt !== "object" || outcome.receipt === null || Array.isArray(outcome.receipt)) return result;
  return { ...result, outcome: { status: "delivered", receipt: { ...outcome.receipt, began: true } } };
}

async function send(input: Input, chat: string, ports: DeliveryPorts): Promise<Sent> {
  let movedTo: string | undefined;
  const classifyResponse = (outcome: HttpOutcome, nowMs: number): DeliveryOutcome => {
    const failed = telegramFailure(outcome, nowMs);
    movedTo = failed?.migratedTo;
    // The same text again: what was wanted is there.
    if (input.earlier && outcome.kind === "response" && /message is not modified/i.test(outcome.body)) return { status: "delivered", receipt: { ...earlierReceipt(input), unchanged: true } };
    if (failed) return failed.outcome;
    return outcome.kind === "response" ? delivered(outcome.body, chat === input.target.chat ? undefined : chat) : unreadable();
  };
  const result = await sendHttp({ buildRequest: (given: Input) => buildRequest(given, chat), classifyResponse }, input, ports);
  return { result, ...(movedTo === undefined ? {} : { movedTo }) };
}

const earlierSchema = z.looseObject({ id: z.number() });

function earlierReceipt({ earlier }: Input): { [name: string]: Json } {
  const receipt = earlier?.receipt;
  return typeof receipt === "object" && receipt !== null && !Array.isArray(receipt) ? receipt : {};
}

function buildRequest({ message, connection, target, earlier }: Input, chat: string): HttpRequest {
  const known = earlierSchema.safeParse(earlier?.receipt).data;
  const isEdit = earlier?.mode === "update" && known !== undefined;
  const content = telegramMessage.parse(message);
  const body = isEdit
    ? { chat_id: chat, message_id: known.id, text: content.text, parse_mode: content.parse_mode, link_preview_options: content.link_preview_options, ...(content.reply_markup ? { reply_markup: content.reply_markup } : {}) }
    : {
        chat_id: chat,
        ...(target.threadId === undefined ? {} : { message_thread_id: target.threadId }),
        ...(known === undefined ? {} : { reply_parameters: { message_id: known.id, allow_sending_without_reply: true } }),
        ...content,
      };
  return { method: "POST", url: methodUrl(connection, isEdit ? "editMessageText" : "sendMessage"), headers: { "content-type": "application/json" }, body: JSON.stringify(body), timeoutMs: 10_000, bodyBytesMax: 64 * 1024 };
}

const sentSchema = z.looseObject({ ok: z.literal(true), result: z.looseObject({ message_id: z.number(), chat: z.looseObject({ id: z.number(), username: z.string().optional() }) }) });

function delivered(body: string, movedTo: string | undefined): DeliveryOutcome {
  const sent = readAnswer(sentSchema, body)?.result;
  if (!sent) return unreadable();
  const permalink = permalinkOf(sent.chat, sent.message_id);
  return { status: "delivered", receipt: { id: sent.message_id, chat: String(sent.chat.id), ...(permalink === null ? {} : { permalink }), ...(movedTo === undefined ? {} : { movedTo }) } };
}

/** Public chats by their name, supergroups and channels by their id without its -100; others have no address. */
function permalinkOf({ id, username }: { id: number; username?: string | undefined }, messageId: number): string | null {
  if (username !== undefined) return `https://t.me/${username}/${messageId}`;
  const internal = /^-100(\d+)$/.exec(String(id))?.[1];
  return internal === undefined ? null : `https://t.me/c/${internal}/${messageId}`;
}
