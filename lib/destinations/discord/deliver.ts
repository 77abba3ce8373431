import { z } from "zod";
import type { Json } from "@/lib/durable/contract";
import type { HttpOutcome, HttpRequest } from "@/lib/ports/ports";
import { classifyHttp } from "../classify-http";
import type { DeliverInput, DeliveryOutcome, DeliveryPorts, DeliveryResult } from "../contract";
import { readAnswer } from "../read-answer";
import { sendHttp } from "../send-http";
import { botHeaders, discordApi } from "./api-address";
import { discordMessage } from "./message";
import type { DiscordConfig, DiscordConnection, DiscordTarget } from "./schemas";

type Input = DeliverInput<DiscordConnection, DiscordTarget, DiscordConfig>;

export async function deliverDiscord(input: Input, ports: DeliveryPorts): Promise<DeliveryResult> {
  if (input.connection.botToken !== undefined && !input.target.channel) {
    const detail = "target.channel: expected a channel's id, as the connection is a bot";
    return { outcome: { status: "rejected", scope: "target", code: "invalid_target", detail }, trace: { request: null, response: null } };
  }
  const result = await sendHttp({ buildRequest, classifyResponse }, input, ports);
  const { outcome } = result;
  if (input.earlier === undefined || outcome.status === "delivered" || outcome.code !== unknownMessage) return result;
  // The earlier message was deleted: what was to take its place begins anew.
  const { earlier: _, ...alone } = input;
  const again = await sendHttp({ buildRequest, classifyResponse }, alone, ports);
  return again.outcome.status === "delivered" ? { ...again, outcome: { status: "delivered", receipt: { ...receiptOf(again.outcome.receipt), began: true } } } : again;
}

const unknownMessage = "discord_10008";
const earlierSchema = z.looseObject({ id: z.string(), channel: z.string() });

function receiptOf(receipt: Json): { [name: string]: Json } {
  return typeof receipt === "object" && receipt !== null && !Array.isArray(receipt) ? receipt : {};
}

function buildRequest({ message, connection, target, deliveryId, earlier }: Input): HttpRequest {
  const known = earlierSchema.safeParse(earlier?.receipt).data;
  const edited = earlier?.mode === "update" && known ? `/messages/${known.id}` : "";
  // What an edit doesn't name stays as it was. And whatever the template holds, nobody is pinged.
  const content = { ...(edited === "" ? {} : { content: "", embeds: [] }), ...discordMessage.parse(message), allowed_mentions: { parse: [] } };
  const common = { method: edited === "" ? "POST" : "PATCH", timeoutMs: 10_000, bodyBytesMax: 64 * 1024 } as const;
  if (connection.webhookUrl !== undefined) {
    const thread = target.threadId ? `&thread_id=${target.threadId}` : "";
    return { ...common, url: `${connection.webhookUrl}${edited}?wait=true${thread}`, headers: { "content-type": "application/json" }, body: JSON.stringify(content) };
  }
  return {
    ...common,
    url: `${discordApi(connection)}/channels/${target.threadId ?? target.channel}${edited || "/messages"}`,
    headers: { "content-type": "application/json", ...botHeaders(connection) },
    // The same message again within minutes is answered with the first one. 25 characters at most.
    body: JSON.stringify(edited === "" ? { ...content, ...reply(earlier?.mode === "thread" ? known?.id : undefined), nonce: deliveryId.slice(-25), enforce_nonce: true } : content),
  };
}

/** A webhook can't answer a message: its later ones stand by themselves. */
function reply(messageId: string | undefined): object {
  return messageId === undefined ? {} : { message_reference: { message_id: messageId, fail_if_not_exists: false } };
}

const sentSchema = z.looseObject({ id: z.string(), channel_id: z.string() });
const errorSchema = z.looseObject({ code: z.number().optional(), message: z.string().optional(), retry_after: z.number().min(0).max(86_400).optional(), errors: z.json().optional() });

/** Discord's own numbers for what is wrong: docs.discord.com, topics/opcodes-and-status-codes. */
const scopes: Record<number, "payload" | "target" | "connection"> = {
  10003: "target", 40058: "target", 50001: "target", 50008: "target", 50013: "target", 50083: "target", 160_002: "target", 160_005: "target", 220_001: "target",
  10015: "connection", 40001: "connection", 50027: "connection",
  10008: "payload", 40005: "payload", 50006: "payload", 50035: "payload", 200_000: "payload", 240_000: "payload",
};
const slowMode = 20_016;

function classifyResponse(outcome: HttpOutcome, nowMs: number): DeliveryOutcome {
  const failed = classifyHttp("Discord", outcome, nowMs);
  if (outcome.kind !== "response") return failed ?? unreadable();
  if (failed === null) {
    const sent = readAnswer(sentSchema, outcome.body);
    return sent ? { status: "delivered", receipt: { id: sent.id, channel: sent.channel_id } } : unreadable();
  }
  const error = readAnswer(errorSchema, outcome.body);
  const detail = [failed.detail, error?.message, error?.errors === undefined ? undefined : JSON.stringify(error.errors)].filter((part) => part !== undefined).join(": ").slice(0, 2000);
  const wait = error?.retry_after === undefined ? {} : { retryAfterMs: Math.ceil(error.retry_after * 1000) };
  if (outcome.status === 429 || error?.code === slowMode) return { ...failed, status: "retry", code: "rate_limited", detail, rateLimited: true, ...wait };
  const scope = error?.code === undefined || outcome.status >= 500 ? undefined : scopes[error.code];
  if (scope !== undefined) return { status: "rejected", scope, code: `discord_${error?.code}`, detail };
  return { ...failed, detail };
}

function unreadable(): DeliveryOutcome {
  return { status: "retry", code: "unreadable_answer", detail: "Discord's answer could not be read", ambiguous: true };
}
