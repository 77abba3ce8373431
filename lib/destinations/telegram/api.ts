import { z } from "zod";
import type { HttpOutcome } from "@/lib/ports/ports";
import { classifyHttp } from "../classify-http";
import type { DeliveryOutcome } from "../contract";
import { readAnswer } from "../read-answer";
import type { TelegramConnection } from "./schemas";

const telegramApiUrl = "https://api.telegram.org";

/** The token stands in the path: no trace may show it. */
export function methodUrl({ botToken, apiBaseUrl = telegramApiUrl }: TelegramConnection, method: string): string {
  return `${apiBaseUrl.replace(/\/+$/, "")}/bot${botToken}/${method}`;
}

const errorSchema = z.looseObject({
  ok: z.literal(false),
  error_code: z.number().optional(),
  description: z.string().optional(),
  parameters: z.looseObject({ retry_after: z.number().min(0).max(86_400).optional(), migrate_to_chat_id: z.number().optional() }).optional(),
});

export type TelegramFailure = { outcome: Exclude<DeliveryOutcome, { status: "delivered" }>; migratedTo?: string };

/** By the description: Telegram has few codes (core.telegram.org/bots/api, making requests). */
const descriptions: [RegExp, "payload" | "target" | "connection", string][] = [
  [/chat not found|peer_id_invalid|user not found|chat_id is empty/i, "target", "chat_not_found"],
  [/blocked by the user|user is deactivated/i, "target", "bot_blocked"],
  [/kicked|not a member|bot can't initiate/i, "target", "bot_kicked"],
  [/not enough rights|have no rights|need administrator|chat_write_forbidden|chat_admin_required/i, "target", "no_rights"],
  [/message thread not found|topic_closed|topic_deleted/i, "target", "no_topic"],
  [/can't parse entities|unsupported start tag|unclosed start tag/i, "payload", "invalid_html"],
  [/message is too long/i, "payload", "message_too_long"],
  [/message text is empty|text must be non-empty/i, "payload", "empty_message"],
  [/message to edit not found|message can't be edited/i, "payload", "message_gone"],
  [/unauthorized/i, "connection", "invalid_token"],
];

/** What went wrong; null where Telegram took it. */
export function telegramFailure(outcome: HttpOutcome, nowMs: number): TelegramFailure | null {
  const failed = classifyHttp("Telegram", outcome, nowMs);
  if (failed === null || outcome.kind !== "response") return failed && { outcome: failed };
  const error = readAnswer(errorSchema, outcome.body);
  const description = error?.description ?? "";
  const detail = [failed.detail, description].filter((part) => part !== "").join(": ").slice(0, 1000);
  const retryAfter = error?.parameters?.retry_after;
  if (outcome.status === 429) return { outcome: { ...failed, status: "retry", code: "rate_limited", detail, rateLimited: true, ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter * 1000 }) } };
  if (outcome.status >= 500) return { outcome: { ...failed, detail } };
  const [, scope, code] = descriptions.find(([pattern]) => pattern.test(description)) ?? [];
  // A token of the right form that Telegram does not know: its methods are not found.
  if (outcome.status === 404 && error !== undefined && scope === undefined) return { outcome: { status: "rejected", scope: "connection", code: "invalid_token", detail } };
  if (outcome.status === 403 && error !== undefined && scope === undefined) return { outcome: { status: "rejected", scope: "target", code: "no_rights", detail } };
  const migrated = error?.parameters?.migrate_to_chat_id;
  const base: TelegramFailure["outcome"] = scope === undefined || code === undefined ? { ...failed, detail } : { status: "rejected", scope, code, detail };
  return { outcome: base, ...(migrated === undefined ? {} : { migratedTo: String(migrated) }) };
}

export function unreadable(): TelegramFailure["outcome"] {
  return { status: "retry", code: "unreadable_answer", detail: "Telegram's answer could not be read", ambiguous: true };
}
