import { z } from "zod";
import { destinationCatalog, destinationDefinition } from "@/lib/destinations/catalog";
import type { Json } from "@/lib/durable/contract";
import { invalidRequest } from "@/lib/http/invalid-request";
import type { JsonObject } from "@/lib/pipeline/context";
import { fieldMeta } from "@/lib/schema-form/field";
import { isModelKind, modelKinds } from "./model-kinds";

/** What a connection of `kind` holds. Throws UserError naming the kinds there are. */
export function connectionSchema(kind: string): z.ZodType {
  const schema = isModelKind(kind) ? modelKinds[kind] : destinationDefinition(kind)?.connection;
  if (schema) return schema;
  throw invalidRequest([{ path: "kind", message: `expected one of ${connectionKinds().join(", ")}` }]);
}

export function connectionKinds(): string[] {
  return [...Object.keys(destinationCatalog), ...Object.keys(modelKinds)];
}

/** Throws UserError naming each wrong field; what was given is not repeated, it may be a secret in the wrong place. */
export function parseConfig(kind: string, config: JsonObject): JsonObject {
  const parsed = connectionSchema(kind).safeParse(config);
  if (!parsed.success) throw invalidRequest(parsed.error.issues.map((issue) => ({ path: ["config", ...issue.path.map(String)].join("."), message: issue.message })));
  return parsed.data as JsonObject;
}

export type PublicConfig = {
  /** Fields that hold no secret. Of a URL only its origin: the path of a webhook URL is often the credential. */
  config: JsonObject;
  /** Names of the other fields that have a value. */
  secretsSet: string[];
};

/** What may be shown of a config: fields whose kind of control can't hold a secret, and the names of the others. */
export function publicConfig(kind: string, config: JsonObject): PublicConfig {
  const schema = connectionSchema(kind);
  const shape = schema instanceof z.ZodObject ? schema.shape : {};
  const shown: JsonObject = {};
  const secretsSet: string[] = [];
  for (const [name, value] of Object.entries(config)) {
    const control = shape[name] ? fieldMeta(shape[name]).control : "secret";
    if (control === "url" && typeof value === "string") shown[name] = new URL(value).origin;
    if (openControls.has(control)) shown[name] = value;
    else secretsSet.push(name);
  }
  return { config: shown, secretsSet };
}

const openControls = new Set(["text", "number", "boolean", "select", "duration", "list"]);

/** `changes` laid over `config`: null removes a field, an absent one stays. Secrets need not be sent again. */
export function mergeConfig(config: JsonObject, changes: JsonObject): JsonObject {
  const entries = Object.entries({ ...config, ...changes }).filter(([, value]) => value !== null);
  return Object.fromEntries<Json>(entries);
}
