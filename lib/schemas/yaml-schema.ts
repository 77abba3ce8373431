import { isMap, parseDocument, stringify } from "yaml";
import type { Json } from "@/lib/durable/contract";
import { invalidField } from "@/lib/http/invalid-request";
import { formatDuration, parseDuration } from "@/lib/pipeline/durations";
import type { SchemaIdempotency } from "./idempotency";
import { readFields } from "./read-yaml-fields";
import { writeFields } from "./write-yaml-fields";
import { asSchema, type JsonSchema } from "./json-schema";

/** One event type as it is declared. */
export type SchemaText = {
  type: string;
  /** JSON Schema of the payload. */
  schema: JsonSchema;
  idempotency?: SchemaIdempotency | undefined;
};

const textLengthMax = 256 * 1024;

/**
 * Reads `event:`, `schema:` and `idempotency: { key, window }`. A field is `string`, `integer`, `datetime`, `enum [a, b]`,
 * `string[]`, `any` …; `?` behind the type or the name makes it optional, `, required` says what holds anyway; a mapping
 * is an object of fields, a list of one mapping a list of such objects, `$json` a JSON Schema of its own. Throws
 * `invalid_request` with the line or the field.
 */
export function parseYamlSchema(text: string): SchemaText {
  if (text.length > textLengthMax) throw invalidField("yaml", `expected at most ${textLengthMax / 1024} KiB`);
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) throw invalidField("yaml", error.message.split("\n")[0] ?? "not YAML");
  if (!isMap(document.contents)) throw invalidField("yaml", "expected event:, schema: and, where wanted, idempotency:");
  const { event, schema, idempotency, ...others } = document.toJS({ maxAliasCount: 100 }) as { [key: string]: Json };
  const [other] = Object.keys(others);
  if (other !== undefined) throw invalidField(other, "unknown; expected event, schema and idempotency");
  if (typeof event !== "string" || event === "") throw invalidField("event", "expected the event's type, as in user.signed_up");
  return {
    type: event,
    schema: schema === undefined || schema === null ? { type: "object", properties: {} } : readFields(schema, "schema"),
    ...(idempotency !== undefined && idempotency !== null && { idempotency: readIdempotency(idempotency) }),
  };
}

/** The text that parses back to the same declaration. */
export function printYamlSchema({ type, schema, idempotency }: SchemaText): string {
  return stringify(
    {
      event: type,
      schema: writeFields(schema),
      ...(idempotency && { idempotency: { key: idempotency.key, ...(idempotency.windowMs !== undefined && { window: formatDuration(idempotency.windowMs) }) } }),
    },
    { lineWidth: 0, flowCollectionPadding: true },
  );
}

function readIdempotency(value: Json): SchemaIdempotency {
  const { key, window, ...others } = asSchema(typeof value === "string" ? { key: value } : value);
  const [other] = Object.keys(others);
  if (other !== undefined) throw invalidField(`idempotency.${other}`, "unknown; expected key and window");
  if (typeof key !== "string" || key.trim() === "") throw invalidField("idempotency.key", "expected a field, or several joined by a colon, as in charge.id:attempt");
  if (window === undefined) return { key: key.trim() };
  if (typeof window !== "string") throw invalidField("idempotency.window", "expected a duration such as 24h");
  return { key: key.trim(), windowMs: parseDuration(window) };
}
