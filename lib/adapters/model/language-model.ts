import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { LanguageModel } from "ai";

export type ModelConnection = {
  kind: "openai" | "anthropic" | "openai-compatible";
  apiKey?: string;
  /** Without: the vendor's own address. An OpenAI-compatible server always has one. */
  baseUrl?: string;
};

/** The model called `name` at the vendor; every request of it goes through `fetch`. */
export function languageModel(connection: ModelConnection, name: string, fetch: typeof globalThis.fetch): LanguageModel {
  const { kind, apiKey, baseUrl } = connection;
  // An empty key would make the SDK look into the process's environment for one.
  const settings = { apiKey: apiKey ?? "none", fetch, ...(baseUrl ? { baseURL: baseUrl } : {}) };
  if (kind === "openai") return createOpenAI(settings)(name);
  if (kind === "anthropic") return createAnthropic(settings)(name);
  return createOpenAICompatible({
    name: "openai-compatible",
    baseURL: baseUrl ?? "",
    fetch,
    supportsStructuredOutputs: true,
    ...(apiKey ? { apiKey } : {}),
  }).chatModel(name);
}
