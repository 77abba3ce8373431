"use client";

import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { EventList } from "./event-list";
import { JsonSample } from "./json-sample";
import type { Sample } from "./sample-context";
import { TypeSample } from "./type-sample";

/** Where the event of a test comes from. Each tab is a choice by itself. */
export function EventPicker({ sample }: { sample: Sample }) {
  const { choice, choose, types } = sample;
  const change = (kind: string) => {
    const type = choice.kind === "event" ? (sample.recent.find(({ id }) => id === choice.eventId)?.type ?? types[0] ?? "") : choice.type;
    if (kind === "event" && sample.recent[0]) choose({ kind: "event", eventId: sample.recent[0].id });
    if (kind === "sample") choose({ kind: "sample", type: type || (types[0] ?? "") });
    if (kind === "json") choose({ kind: "json", type, text: sample.event && "payload" in sample.event ? JSON.stringify(sample.event.payload, null, 2) : "{\n  \n}" });
  };
  return (
    <Tabs value={choice.kind} onValueChange={change}>
      <TabsList aria-label="Event to test with">
        <TabsTrigger value="event" disabled={sample.recent.length === 0 && choice.kind !== "event"} className="disabled:opacity-50">Recent</TabsTrigger>
        <TabsTrigger value="sample">Sample</TabsTrigger>
        <TabsTrigger value="json">JSON</TabsTrigger>
      </TabsList>
      <TabsContent value="event" className="pt-3">
        <EventList sample={sample} />
      </TabsContent>
      <TabsContent value="sample" className="pt-3">
        <TypeSample sample={sample} />
      </TabsContent>
      <TabsContent value="json" className="pt-3">{choice.kind === "json" && <JsonSample choice={choice} onChange={choose} types={types} />}</TabsContent>
    </Tabs>
  );
}
