"use client";

import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";
import { JsonEditor } from "./json-editor";
import { parsePayload, type SampleChoice } from "./sample-choice";

type JsonSampleProps = { choice: Extract<SampleChoice, { kind: "json" }>; onChange: (choice: SampleChoice) => void; types: string[] };

/** An event as it is typed; this browser keeps it for the pipeline. */
export function JsonSample({ choice, onChange, types }: JsonSampleProps) {
  const parsed = parsePayload(choice.text);
  return (
    <div className="flex flex-col gap-3">
      <FieldRow label="Event type" htmlFor="test-event-type">
        <Input id="test-event-type" value={choice.type} onChange={(event) => onChange({ ...choice, type: event.target.value })} placeholder={types[0] ?? "support.ticket.created"} className="font-mono" />
      </FieldRow>
      <JsonEditor value={choice.text} onChange={(text) => onChange({ ...choice, text })} ariaLabel="Payload" minHeight={140} />
      {"problem" in parsed && <p role="status" className="text-label text-dead">{parsed.problem}</p>}
    </div>
  );
}
