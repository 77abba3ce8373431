import { hash } from "node:crypto";
import { UserError } from "@/lib/errors";
import type { Json } from "@/lib/durable/contract";
import { parseJsonText } from "@/lib/http/parse-json-text";
import { idempotencyKeyLengthMax, isObject } from "../parse-event";
import { headerOf, type HotPathRequest } from "./hot-path";
import { parseTraceparent } from "./parse-traceparent";

/** One CloudEvent in the shape that `parseEvent` judges. */
export type CloudEventEntry = { type: Json | undefined; payload: Json; idempotencyKey: Json; timestamp?: Json };
export type CloudEventsCall = { events: { entry: CloudEventEntry; traceparent: string | null }[]; isSingle: boolean };

type Attributes = { [name: string]: Json };

/**
 * A CloudEvents 1.0 call (https://github.com/cloudevents/spec, HTTP protocol binding) in any of its three modes; null
 * for any other call. `data` is the payload, beside it `cloudevents` with the attributes that have no other place here;
 * `source` and `id` together are the idempotency key, `time` is when it happened. Throws UserError.
 */
export function readCloudEvents(request: HotPathRequest): CloudEventsCall | null {
  const contentType = headerOf(request, "content-type") ?? "";
  const isBinary = headerOf(request, "ce-specversion") !== undefined;
  // Almost every call, told apart without taking its header apart.
  if (contentType === "application/json" && !isBinary) return null;
  const type = contentType.toLowerCase().split(";")[0]?.trim();
  if (type === "application/cloudevents+json") return { isSingle: true, events: [toEntry(attributesOf(parseJsonText(request.body), ""), "")] };
  if (type === "application/cloudevents-batch+json") {
    const body = parseJsonText(request.body);
    if (!Array.isArray(body) || body.length === 0) throw new UserError("invalid_request", "expected a list of CloudEvents");
    return { isSingle: false, events: body.map((event, index) => toEntry(attributesOf(event as Json, `[${index}]`), `[${index}]`)) };
  }
  if (!isBinary) return null;
  return { isSingle: true, events: [toEntry(binaryAttributes(request, type), "")] };
}

function binaryAttributes(request: HotPathRequest, contentType: string | undefined): Attributes {
  const attributes: Attributes = {};
  for (const name of Object.keys(request.headers)) {
    const value = name.startsWith("ce-") ? headerOf(request, name) : undefined;
    if (value !== undefined) attributes[name.slice(3)] = decodeHeader(value);
  }
  if (request.body.length === 0) return attributes;
  const isJson = contentType === undefined || contentType === "" || contentType === "application/json" || contentType.endsWith("+json");
  return isJson ? { ...attributes, data: parseJsonText(request.body) as Json } : { ...attributes, datacontenttype: contentType, data_base64: request.body.toString("base64") };
}

/** Header values are percent-encoded UTF-8 (§3.1.3.2); what is no such encoding stands for itself. */
function decodeHeader(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function attributesOf(event: unknown, at: string): Attributes {
  if (isObject(event)) return event;
  throw new UserError("invalid_request", `${at === "" ? "" : `${at}: `}expected a CloudEvent, an object`);
}

function toEntry(attributes: Attributes, at: string): CloudEventsCall["events"][number] {
  const { specversion, id, source, type, time, data, datacontenttype, traceparent, ...others } = attributes;
  for (const [name, value] of Object.entries({ id, source, type })) {
    if (typeof value !== "string" || value === "") throw missing(at, name, "expected a text that is not empty");
  }
  if (specversion !== "1.0") throw missing(at, "specversion", "expected 1.0");
  const kept = { source: source ?? null, ...(datacontenttype !== undefined && datacontenttype !== "application/json" && { datacontenttype }), ...others };
  const payload = data === undefined ? {} : isObject(data) ? data : { data };
  return {
    entry: {
      type,
      payload: { ...payload, cloudevents: kept },
      idempotencyKey: shortKey(`${String(source)} ${String(id)}`),
      ...(time !== undefined && { timestamp: time }),
    },
    traceparent: parseTraceparent(typeof traceparent === "string" ? traceparent : undefined),
  };
}

function shortKey(key: string): string {
  return key.length <= idempotencyKeyLengthMax ? key : hash("sha256", key, "hex");
}

function missing(at: string, name: string, message: string): UserError {
  const path = at === "" ? name : `${at}.${name}`;
  return new UserError("invalid_request", `${path}: ${message}`, [{ path, message }]);
}
