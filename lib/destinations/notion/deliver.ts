import { z } from "zod";
import type { Json } from "@/lib/durable/contract";
import type { HttpOutcome } from "@/lib/ports/ports";
import type { DeliverInput, DeliveryOutcome, DeliveryPorts, DeliveryResult } from "../contract";
import { readAnswer } from "../read-answer";
import { sendHttp } from "../send-http";
import { notionFailure, notionRequest, unreadable } from "./api";
import { dataSourceOf, forgetDataSources, type DataSource } from "./data-source";
import { notionMessage, type NotionMessage } from "./message";
import { notionId } from "./notion-id";
import { propertyValue } from "./property-value";
import type { NotionConfig, NotionConnection, NotionTarget } from "./schemas";

type Input = DeliverInput<NotionConnection, NotionTarget, NotionConfig>;

/** One request that changes something, so that no message is ever there in part. */
export async function deliverNotion(input: Input, ports: DeliveryPorts): Promise<DeliveryResult> {
  const message = notionMessage.parse(input.message);
  const id = notionId(input.target.id);
  if (id === null) return unsent({ status: "rejected", scope: "target", code: "invalid_target", detail: "target.id: expected the id or address of a database or page" });
  if (input.target.kind === "page") return send(input, ports, "PATCH", `/v1/blocks/${id}/children`, { children: message.blocks });
  const source = await dataSourceOf(input.connection, id, ports.http, input.nowMs);
  if (!source.ok) return unsent(source.failure);
  const properties = propertiesOf(source.value, message);
  if ("problem" in properties) return unsent({ status: "rejected", scope: "payload", code: "invalid_property", detail: properties.problem });
  const result = await send(input, ports, "POST", "/v1/pages", { parent: { type: "data_source_id", data_source_id: source.value.id }, properties: properties.values, children: message.blocks });
  if (result.outcome.status === "rejected") forgetDataSources(ports.http);
  return result;
}

function send(input: Input, ports: DeliveryPorts, method: "POST" | "PATCH", path: string, body: Json): Promise<DeliveryResult> {
  return sendHttp({ buildRequest: ({ connection }: Input) => notionRequest(connection, method, path, body), classifyResponse }, input, ports);
}

/** Names are those of the database in any case; a chosen one that it does not have is told, an offered one is left out. */
function propertiesOf(source: DataSource, { title, properties, isOpen }: NotionMessage): { values: { [name: string]: Json } } | { problem: string } {
  const values: { [name: string]: Json } = {};
  const titleName = source.properties.find(({ type }) => type === "title")?.name;
  for (const [name, value] of Object.entries(properties)) {
    const property = source.properties.find((each) => each.name === name) ?? source.properties.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (!property) {
      if (isOpen) continue;
      return { problem: `properties.${name}: the database has no such property; it has ${source.properties.map((each) => each.name).join(", ")}` };
    }
    const converted = propertyValue(property.type, value);
    if (converted === undefined) continue;
    if ("value" in converted) values[property.name] = converted.value;
    else if (!isOpen) return { problem: `properties.${name}: ${converted.problem}` };
  }
  const titled = propertyValue("title", title);
  if (titleName !== undefined && values[titleName] === undefined && titled && "value" in titled) values[titleName] = titled.value;
  return { values };
}

const sentSchema = z.looseObject({ object: z.string(), id: z.string().optional(), url: z.string().optional(), results: z.array(z.looseObject({ id: z.string() })).optional() });

function classifyResponse(outcome: HttpOutcome, nowMs: number): DeliveryOutcome {
  const failed = notionFailure(outcome, nowMs);
  if (failed || outcome.kind !== "response") return failed ?? unreadable();
  const sent = readAnswer(sentSchema, outcome.body);
  const id = sent?.id ?? sent?.results?.[0]?.id;
  if (sent === undefined || id === undefined) return unreadable();
  return { status: "delivered", receipt: { id, ...(sent.url === undefined ? {} : { permalink: sent.url }) } };
}

function unsent(outcome: DeliveryOutcome): DeliveryResult {
  return { outcome, trace: { request: null, response: null } };
}
