import { z } from "zod";
import type { Json } from "@/lib/durable/contract";
import type { HttpOutcome, HttpPort, HttpRequest } from "@/lib/ports/ports";
import { classifyHttp } from "../classify-http";
import type { DeliveryOutcome } from "../contract";
import { readAnswer } from "../read-answer";
import type { NotionConnection } from "./schemas";

const notionApiUrl = "https://api.notion.com";
/** Since it, a database's rows belong to one of its data sources. */
const version = "2025-09-03";

export function notionRequest({ token, apiBaseUrl = notionApiUrl }: NotionConnection, method: "GET" | "POST" | "PATCH", path: string, body?: Json): HttpRequest {
  return {
    method,
    url: `${apiBaseUrl.replace(/\/+$/, "")}${path}`,
    headers: { authorization: `Bearer ${token}`, "notion-version": version, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    timeoutMs: 20_000,
    bodyBytesMax: 1024 * 1024,
  };
}

export type NotionFailure = Exclude<DeliveryOutcome, { status: "delivered" }>;

const errorSchema = z.looseObject({ code: z.string(), message: z.string().optional() });
const scopes: Record<string, "payload" | "target" | "connection"> = {
  validation_error: "payload", invalid_json: "payload", invalid_request: "payload", object_not_found: "target", restricted_resource: "target", unauthorized: "connection", missing_version: "connection",
};

/** By Notion's own code where the answer has one; null where it took the request. */
export function notionFailure(outcome: HttpOutcome, nowMs: number): NotionFailure | null {
  const failed = classifyHttp("Notion", outcome, nowMs);
  if (failed === null || outcome.kind !== "response") return failed;
  const error = readAnswer(errorSchema, outcome.body);
  const detail = [failed.detail, error?.message].filter((part) => part !== undefined).join(": ").slice(0, 2000);
  // Nothing was done: another change of the same page was under way.
  if (outcome.status === 409) return { status: "retry", code: "conflict", detail };
  if (outcome.status === 429 || outcome.status >= 500) return { ...failed, detail };
  const scope = error === undefined ? undefined : scopes[error.code];
  return scope === undefined || error === undefined ? { ...failed, detail } : { status: "rejected", scope, code: `notion_${error.code}`, detail };
}

export function unreadable(): NotionFailure {
  return { status: "retry", code: "unreadable_answer", detail: "Notion's answer could not be read", ambiguous: true };
}

/** A look at something, for its value or why it can't be had. */
export async function readNotion<Schema extends z.ZodType>(connection: NotionConnection, http: HttpPort, request: { method: "GET" | "POST"; path: string; body?: Json }, schema: Schema, nowMs: number): Promise<{ ok: true; value: z.infer<Schema> } | { ok: false; failure: NotionFailure }> {
  const outcome = await http.send(notionRequest(connection, request.method, request.path, request.body));
  const failure = notionFailure(outcome, nowMs);
  if (failure) return { ok: false, failure: withoutDoubt(failure) };
  const value = outcome.kind === "response" ? readAnswer(schema, outcome.body) : undefined;
  return value === undefined ? { ok: false, failure: withoutDoubt(unreadable()) } : { ok: true, value };
}

/** Who only looks can't have sent anything. */
function withoutDoubt(failure: NotionFailure): NotionFailure {
  if (failure.status !== "retry") return failure;
  const { ambiguous: _, ...sure } = failure;
  return sure;
}
