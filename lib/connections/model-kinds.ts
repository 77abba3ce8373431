import { z } from "zod";
import { field } from "@/lib/schema-form/field";

const apiKey = field.secret({ label: "API key" });
const baseUrl = field.url({ label: "Base URL", help: "Leave empty for the vendor's own address.", isAdvanced: true });

/** Connections to language models, used by steps as `<connection>/<model name>`; no destination. */
export const modelKinds = {
  openai: z.strictObject({ apiKey, baseUrl: baseUrl.optional() }),
  anthropic: z.strictObject({ apiKey, baseUrl: baseUrl.optional() }),
  "openai-compatible": z.strictObject({
    apiKey: field.secret({ label: "API key", help: "Leave empty for a server that asks for none, such as Ollama." }).optional(),
    baseUrl: field.url({ label: "Base URL", placeholder: "http://127.0.0.1:11434/v1" }),
  }),
} as const;

export type ModelKind = keyof typeof modelKinds;

export function isModelKind(kind: string): kind is ModelKind {
  return Object.hasOwn(modelKinds, kind);
}
