import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { Json } from "@/lib/durable/contract";
import type { DeliverInput, DeliveryPorts, DeliveryResult } from "../contract";
import { classifySlackError, type SlackFailure } from "./classify-error";
import { slackClient } from "./client";
import { dropImages } from "./drop-images";
import type { SlackConfig, SlackConnection, SlackTarget } from "./schemas";

const messageSchema = z.looseObject({ text: z.string().min(1), blocks: z.array(z.json()).optional() });
/** Of `chat.postMessage` and `chat.getPermalink`. */
const answerSchema = z.looseObject({ channel: z.string().optional(), ts: z.string().optional(), permalink: z.string().optional() });
type SlackMessage = z.infer<typeof messageSchema>;

/** The link is a convenience; the lane's next message must not wait for it long. */
const permalinkTimeoutMs = 1500;

export async function deliverSlack(input: DeliverInput<SlackConnection, SlackTarget, SlackConfig>, { http }: DeliveryPorts): Promise<DeliveryResult> {
  const message = messageSchema.safeParse(input.message);
  if (!message.success) {
    return { outcome: { status: "rejected", scope: "payload", code: "no_text", detail: "the message has no text" }, trace: { request: input.message, response: null } };
  }
  const client = slackClient(input.connection, http);
  const first = await postInGroup(client, message.data, input);
  if (first.kind === "posted" || !isDeadImage(first.failure) || message.data.blocks === undefined) return settle(client, first);
  const blocks = dropImages(message.data.blocks);
  // Refused as a whole, so nothing of it stands: the second post is part of the same attempt.
  return settle(client, await postInGroup(client, { ...message.data, blocks: blocks.length > 0 ? blocks : undefined }, input), { withoutImages: true });
}

/** What another one answers or replaces. */
const earlierSchema = z.looseObject({ channel: z.string(), ts: z.string() });
/** The earlier message is gone, or may not be changed any more: the next one stands by itself. */
const goneErrors = new Set(["message_not_found", "cant_update_message", "edit_window_closed", "is_inactive", "invalid_thread_ts", "thread_not_found", "cannot_reply_to_message"]);

async function postInGroup(client: WebClient, message: SlackMessage, input: Input): Promise<Posted | NotPosted> {
  const earlier = earlierSchema.safeParse(input.earlier?.receipt).data;
  if (!input.earlier || !earlier) return post(client, message, input);
  const end = input.earlier.mode === "thread" ? await post(client, message, input, { thread_ts: earlier.ts }) : await update(client, message, earlier);
  const isGone = end.kind === "failed" && "code" in end.failure.outcome && goneErrors.has(end.failure.outcome.code);
  return isGone ? { ...(await post(client, message, input)), began: true } : end;
}

async function update(client: WebClient, message: SlackMessage, { channel, ts }: { channel: string; ts: string }): Promise<Posted | NotPosted> {
  const request: Json = { method: "chat.update", ...jsonOf({ channel, ts, ...message }) };
  try {
    // Without blocks those of the earlier one would go, too.
    await client.apiCall("chat.update", { channel, ts, text: message.text, blocks: message.blocks ?? [] });
    return { kind: "posted", channel, ts, request, response: { status: 200, ok: true, channel, ts } };
  } catch (error) {
    return { kind: "failed", failure: classifySlackError(error), request };
  }
}

type Input = DeliverInput<SlackConnection, SlackTarget, SlackConfig>;
type Posted = { began?: boolean; kind: "posted"; channel: string; ts: string; request: Json; response: Json };
type NotPosted = { began?: boolean; kind: "failed"; failure: SlackFailure; request: Json };

async function post(client: WebClient, message: SlackMessage, { target, deliveryId }: Input, thread: { thread_ts?: string } = {}): Promise<Posted | NotPosted> {
  const body = { channel: target.channel, ...message, ...thread };
  const request: Json = { method: "chat.postMessage", ...jsonOf(body) };
  try {
    const answer = await client.apiCall("chat.postMessage", {
      ...body,
      // Finds the message of a delivery again; visible to apps in the workspace.
      metadata: { event_type: "ingestlayer_delivery", event_payload: { delivery_id: deliveryId } },
    });
    const { channel = target.channel, ts = "" } = answerSchema.catch({}).parse(answer);
    const warnings = answer.response_metadata?.warnings ?? [];
    return { kind: "posted", channel, ts, request, response: { status: 200, ok: true, channel, ts, ...(warnings.length > 0 ? { warnings } : {}) } };
  } catch (error) {
    return { kind: "failed", failure: classifySlackError(error), request };
  }
}

async function settle(client: WebClient, end: Posted | NotPosted, notes: { withoutImages?: boolean } = {}): Promise<DeliveryResult> {
  if (end.kind === "failed") return { outcome: end.failure.outcome, trace: { request: end.request, response: end.failure.response } };
  const permalink = await permalinkOf(client, end);
  const receipt: Json = { channel: end.channel, ts: end.ts, ...(permalink === null ? {} : { permalink }), ...(end.began ? { began: true } : {}), ...notes };
  return { outcome: { status: "delivered", receipt }, trace: { request: end.request, response: end.response } };
}

async function permalinkOf(client: WebClient, { channel, ts }: Posted): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), permalinkTimeoutMs);
  });
  const asked = client.apiCall("chat.getPermalink", { channel, message_ts: ts }).then(
    (answer) => answerSchema.catch({}).parse(answer).permalink ?? null,
    // The message stands whatever becomes of the link.
    () => null,
  );
  return Promise.race([asked, tooLate]).finally(() => clearTimeout(timer));
}

/** Slack fetches images while it accepts a message. `downloading image failed` is the recorded wording. */
function isDeadImage({ outcome, response }: SlackFailure): boolean {
  return outcome.code === "invalid_blocks" && JSON.stringify(response).includes("downloading image failed");
}

function jsonOf(body: { [key: string]: unknown }): { [key: string]: Json } {
  const parsed = z.record(z.string(), z.json()).safeParse(JSON.parse(JSON.stringify(body)));
  return parsed.success ? parsed.data : {};
}
