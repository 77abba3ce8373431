import type { Json } from "@/lib/durable/contract";
import type { Gate } from "@/lib/ingest/gate";
import { parseEvent, payloadBytesMax, type EventRefusal } from "@/lib/ingest/parse-event";
import { storableText } from "@/lib/adapters/postgres/jsonb-text";
import { takeEvents } from "@/lib/ingest/take-events";
import { emailSettingsSchema, hashMailbox, mayWrite } from "./email-address";
import { findEmailSource } from "./store";

/** A mail as it came, parsed. */
export type InboundMail = {
  messageId: string | null;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  attachments: { filename: string | null; content_type: string; size: number }[];
  /** What the mail says of itself. */
  sentAt: Date | null;
};

export type MailVerdict = { kind: "taken"; eventId: string } | { kind: "refused"; refusal: EventRefusal } | { kind: "nobody" };

/** Whether a mailbox takes mail of this sender; null = there is none like it. */
export async function mayWriteTo(mailbox: string, sender: string, gate: Gate): Promise<boolean | null> {
  const source = await findEmailSource(gate.pool, hashMailbox(mailbox));
  return source && mayWrite(sender, emailSettingsSchema.parse(source.settings).fromDomains);
}

/** Makes a mail to a mailbox an `email.received`; its Message-ID is the idempotency key. Resolves once that is stored. */
export async function takeMail(mailbox: string, mail: InboundMail, gate: Gate): Promise<MailVerdict> {
  const source = await findEmailSource(gate.pool, hashMailbox(mailbox));
  if (!source || !mayWrite(mail.from, emailSettingsSchema.parse(source.settings).fromDomains)) return { kind: "nobody" };
  const nowMs = gate.clock.now();
  const entry = {
    type: "email.received",
    payload: fit(mail),
    ...(mail.messageId !== null && { idempotencyKey: storableText(mail.messageId).slice(0, 255) }),
    ...(mail.sentAt !== null && mail.sentAt.getTime() <= nowMs && { timestamp: mail.sentAt.toISOString() }),
  };
  const parsed = parseEvent(entry, "", { mayHoldEscapes: true, nowMs, traceparent: null });
  const verdicts = await takeEvents([{ entry, at: "", parsed }], { organizationId: source.organizationId, sourceId: source.id, limitedBy: null }, gate);
  const verdict = verdicts === "gone" ? undefined : verdicts[0];
  if (!verdict) return { kind: "nobody" };
  return "refusal" in verdict ? { kind: "refused", refusal: verdict.refusal } : { kind: "taken", eventId: verdict.event.id };
}

/** A mail may be longer than an event: its HTML goes first, then the end of its text. */
function fit({ from, to, subject, text, html, attachments }: InboundMail): { [key: string]: Json } {
  const clean = storableText;
  const head = {
    from: clean(from), to: to.map(clean), subject: clean(subject),
    attachments: attachments.slice(0, 100).map(({ filename, content_type, size }) => ({ filename: filename === null ? null : clean(filename), content_type: clean(content_type), size })),
  };
  const whole = { ...head, text: clean(text), ...(html !== null && { html: clean(html) }) };
  if (bytesOf(whole) <= payloadBytesMax) return whole;
  const plain = { ...head, text: clean(text), is_cut: true };
  if (bytesOf(plain) <= payloadBytesMax) return plain;
  // JSON and UTF-8 take at most six bytes for a UTF-16 unit.
  return { ...plain, text: clean(text.slice(0, Math.floor((payloadBytesMax - 32 * 1024) / 6))) };
}

function bytesOf(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value));
}
