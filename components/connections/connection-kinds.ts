import { destinationCatalog, destinationDefinition } from "@/lib/destinations/catalog";
import { type modelKinds } from "@/lib/connections/model-kinds";

export type ConnectionKind = { kind: string; title: string; summary: string };

export const destinationChoices: readonly ConnectionKind[] = Object.values(destinationCatalog).map(({ id, title, summary }) => ({ kind: id, title, summary }));

const modelTexts: Record<keyof typeof modelKinds, Omit<ConnectionKind, "kind">> = {
  openai: { title: "OpenAI", summary: "With an API key of your own." },
  anthropic: { title: "Anthropic", summary: "With an API key of your own." },
  "openai-compatible": { title: "OpenAI-compatible", summary: "Ollama, vLLM, Azure and others: any address that speaks OpenAI's API." },
};

export const modelConnectionKinds: readonly ConnectionKind[] = Object.entries(modelTexts).map(([kind, text]) => ({ kind, ...text }));

export function kindTitle(kind: string): string {
  return destinationDefinition(kind)?.title ?? modelConnectionKinds.find((model) => model.kind === kind)?.title ?? kind;
}
