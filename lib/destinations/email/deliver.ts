import type { Json } from "@/lib/durable/contract";
import type { MailOutcome, MailServer } from "@/lib/ports/ports";
import type { DeliverInput, DeliveryOutcome, DeliveryPorts, DeliveryResult } from "../contract";
import { emailMessage } from "./message";
import type { EmailConfig, EmailConnection, EmailTarget } from "./schemas";

const timeoutMs = 30_000;
const shownMax = 16_000;

export function mailServer({ host, port, security, user, password }: EmailConnection): MailServer {
  return { host, port, security, user, password, timeoutMs };
}

export async function deliverEmail({ message, connection, deliveryId }: DeliverInput<EmailConnection, EmailTarget, EmailConfig>, { mail }: DeliveryPorts): Promise<DeliveryResult> {
  const { to, replyTo, subject, text, html } = emailMessage.parse(message);
  const from = { name: connection.fromName ?? "Ingestlayer", address: connection.fromAddress };
  // The same on every try: mail programs show one of two with the same id.
  const messageId = `<${deliveryId}@${connection.fromAddress.split("@").at(-1)}>`;
  const outcome = await mail.send(mailServer(connection), { from, to, replyTo, subject, text, html, messageId });
  const request: Json = { server: `${connection.host}:${connection.port}`, from: from.address, to, subject, messageId, text: text.slice(0, shownMax) };
  return { outcome: classifyMail(outcome, messageId), trace: { request, response: responseOf(outcome) } };
}

export function classifyMail(outcome: MailOutcome, messageId: string): DeliveryOutcome {
  if (outcome.kind === "sent") return { status: "delivered", receipt: { messageId, accepted: outcome.accepted, ...(outcome.rejected.length > 0 ? { rejected: outcome.rejected } : {}) } };
  const { detail } = outcome;
  if (outcome.kind === "refused") return { status: "rejected", scope: "connection", code: "refused", detail };
  if (outcome.kind === "unsent") return { status: "retry", code: "unsent", detail };
  if (outcome.kind === "unknown") return { status: "retry", code: "unknown", detail, ambiguous: true };
  const { stage, code } = outcome;
  // 4xx is "not now" by definition (RFC 5321, 4.2.1), greylisting among it.
  if (code < 500) return { status: "retry", code: `smtp_${code}`, detail };
  if (stage === "auth") return { status: "rejected", scope: "connection", code: "auth_refused", detail };
  if (stage === "sender") return { status: "rejected", scope: "connection", code: "sender_refused", detail };
  return { status: "rejected", scope: "payload", code: stage === "recipients" ? "recipient_refused" : "message_refused", detail };
}

function responseOf(outcome: MailOutcome): Json {
  if (outcome.kind === "sent") return { response: outcome.response, accepted: outcome.accepted, rejected: outcome.rejected };
  return outcome.kind === "rejected" ? { code: outcome.code, stage: outcome.stage, response: outcome.detail } : null;
}
