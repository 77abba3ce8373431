import type { DeliveryOutcome, DeliveryPorts } from "@/lib/destinations/contract";
import { deliver } from "@/lib/destinations/deliverers";
import { renderMessage } from "@/lib/destinations/render-message";
import type { RunContext } from "@/lib/pipeline/context";
import type { NoticeMessage } from "./compose-notice";

/** A connection, opened, and where to through it. */
export type NoticeWay = { kind: string; connection: unknown; target: unknown };

/** `id` is the same on every try. */
export type NoticeSend = { id: string; nowMs: number; ports: DeliveryPorts };

/** One message, rendered as a pipeline's would be: what a failure brought along can neither ping nor format. */
export async function sendNoticeThrough(way: NoticeWay, message: NoticeMessage, { id, nowMs, ports }: NoticeSend): Promise<DeliveryOutcome> {
  const rendered = renderNotice(way, message, nowMs);
  if ("refused" in rendered) return { status: "rejected", scope: "payload", ...rendered.refused };
  const { outcome } = await deliver(way.kind, { ...way, message: rendered.message, config: {}, deliveryId: id, nowMs }, ports);
  return outcome;
}

export function renderNotice({ kind, target }: Pick<NoticeWay, "kind" | "target">, message: NoticeMessage, nowMs: number) {
  return renderMessage(kind, { target, template: templateOf(message), config: {}, context: contextOf(message, nowMs) });
}

function templateOf({ facts }: NoticeMessage) {
  return {
    mode: "message",
    title: "$event.payload.title",
    fields: facts.map((_, index) => ({ label: `$event.payload.facts[${index}].label`, value: `$event.payload.facts[${index}].value` })),
    buttons: [{ label: "$event.payload.link.label", url: "$event.payload.link.url" }],
  };
}

function contextOf(message: NoticeMessage, nowMs: number): RunContext {
  const now = new Date(nowMs).toISOString();
  return {
    event: { id: "notice", type: "ingestlayer.notice", received_at: now, occurred_at: now, payload: { ...message }, meta: { source: "ingestlayer", url: message.link.url, idempotency_key: null } },
    values: {},
    redactions: [],
  };
}
