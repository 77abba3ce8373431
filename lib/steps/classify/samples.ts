import type { Json } from "@/lib/durable/contract";
import type { StepSample } from "../step-sample";

const labels: Json[] = [
  { name: "critical", description: "Production is down", rules: { words: ["outage", "down", "data loss"], patterns: ["\\b5\\d\\d errors?\\b"] } },
  { name: "low", description: "Everything else", rules: { words: ["*"] } },
];

export const samples: StepSample[] = [
  {
    name: "by keyword",
    config: { model: "keyword", dimension: "urgency", input: ["$event.subject", "$event.body"], labels },
    payload: { subject: "Help", body: "We see 503 errors everywhere" },
    expect: { kind: "continue", values: { classify: { urgency: "critical" } } },
  },
  {
    name: "the rest by keyword",
    config: { model: "keyword", dimension: "urgency", input: ["$event.subject"], labels },
    payload: { subject: "A downtown office" },
    expect: { kind: "continue", values: { classify: { urgency: "low" } } },
  },
  {
    name: "no rule fits",
    config: { model: "keyword", dimension: "urgency", input: ["$event.subject"], labels: labels.slice(0, 1), onError: { label: "critical" } },
    payload: { subject: "A question" },
    expect: { kind: "continue", values: { classify: { urgency: "critical" } } },
  },
  {
    name: "by a model",
    config: { model: "openai/gpt-5-mini", dimension: "tone", input: ["$event.body"], prompt: "How does the writer feel?", labels: [{ name: "calm" }, { name: "angry", description: "rude or shouting" }] },
    payload: { body: "I am angry" },
    expect: { kind: "continue", values: { classify: { tone: "angry" } } },
  },
];
