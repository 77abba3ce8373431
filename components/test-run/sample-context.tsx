"use client";

import { createContext, useContext, useMemo, type ReactNode } from "react";
import { typesOf } from "@/components/pipeline-builder/inspector/event-types-of";
import { useApiPages, useApiQuery } from "@/components/query/use-api-query";
import type { EventField, EventTypeResource } from "@/lib/event-types/event-type-resource";
import type { EventResource } from "@/lib/events/event-resource";
import type { SourceRule } from "@/lib/pipeline/definition";
import { choiceKey, parsePayload, readChoice, type SampleChoice, type TestEvent } from "./sample-choice";
import { matchesRules } from "./matches-rules";
import { samplePayload } from "./sample-payload";
import { useStoredText } from "./use-stored-text";

export type Sample = {
  choice: SampleChoice;
  choose(choice: SampleChoice): void;
  /** Null while it loads, and where what was typed is no event. */
  event: TestEvent | null;
  /** Types of events that come into the pipeline, the most frequent first. */
  types: string[];
  /** The newest events that the pipeline's sources take. */
  recent: EventResource[];
  isLoading: boolean;
};

const SampleContext = createContext<Sample | null>(null);

type SampleProviderProps = { pipelineId: string; sources: readonly SourceRule[]; children: ReactNode };

/** The event that a pipeline is looked at with, chosen once for its test run and its forms, and kept by this browser. */
export function SampleProvider({ pipelineId, sources, children }: SampleProviderProps) {
  const [stored, store] = useStoredText(choiceKey(pipelineId));
  const chosen = useMemo(() => readChoice(stored), [stored]);
  const known = useApiQuery<EventTypeResource[]>("events", "/v1/event-types", { limit: 200 });
  const types = useMemo(() => typesOf(sources, known.data ?? []), [sources, known.data]);
  const onlyType = types.length === 1 ? types[0] : undefined;
  const events = useApiPages<EventResource>("events", "/v1/events", { type: onlyType, limit: 50 });
  const recent = useMemo(() => (events.data ?? []).filter((event) => matchesRules(sources, event)), [events.data, sources]);

  const [newest] = recent;
  const newestId = newest?.id;
  const firstType = types[0] ?? "";
  const choice = useMemo((): SampleChoice => chosen ?? (newestId ? { kind: "event", eventId: newestId } : { kind: "sample", type: firstType }), [chosen, newestId, firstType]);
  const sampleType = choice.kind === "sample" ? choice.type : "";
  const fields = useApiQuery<EventField[]>("event-fields", `/v1/event-types/${encodeURIComponent(sampleType)}/fields`, {}, { enabled: sampleType !== "" });
  const event = useMemo(() => toEvent(choice, fields.data), [choice, fields.data]);

  const choose = (next: SampleChoice) => store(JSON.stringify(next));
  const isLoading = chosen === null && (events.isPending || known.isPending);
  return <SampleContext value={{ choice, choose, event: isLoading ? null : event, types, recent, isLoading }}>{children}</SampleContext>;
}

/** Null outside of a SampleProvider. */
export function useSample(): Sample | null {
  return useContext(SampleContext);
}

function toEvent(choice: SampleChoice, fields: readonly EventField[] | undefined): TestEvent | null {
  if (choice.kind === "event") return { event_id: choice.eventId };
  if (choice.kind === "json") {
    const parsed = parsePayload(choice.text);
    return "payload" in parsed && choice.type !== "" ? { type: choice.type, payload: parsed.payload } : null;
  }
  return choice.type === "" ? null : { type: choice.type, payload: samplePayload(choice.type, fields ?? []) };
}
