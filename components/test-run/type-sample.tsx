"use client";

import { Combobox } from "@/components/ui/combobox";
import { JsonView } from "@/components/ui/json-view";
import type { Sample } from "./sample-context";
import { hasExample } from "./sample-payload";

/** An event put together for a type, from what its fields were on recent ones. */
export function TypeSample({ sample: { choice, choose, event, types } }: { sample: Sample }) {
  const type = choice.kind === "sample" ? choice.type : "";
  const options = [...new Set([...types, ...(type === "" ? [] : [type]), "support.ticket.created"])].map((value) => ({ value, label: value }));
  const payload = event && "payload" in event ? event.payload : {};
  return (
    <div className="flex flex-col gap-2">
      <Combobox value={type} onChange={(next) => choose({ kind: "sample", type: next })} options={options} placeholder="Choose an event type" aria-label="Event type" className="font-mono" />
      {type !== "" && (
        <>
          <p className="text-label text-neutral-10">
            {Object.keys(payload).length === 0
              ? "No event of this type was seen yet, so its fields are not known: type the payload as JSON."
              : hasExample(type) ? "A made-up event with personal data in it." : "Put together from the fields of recent events."}
          </p>
          <JsonView value={payload} label="Sample payload" />
        </>
      )}
    </div>
  );
}
