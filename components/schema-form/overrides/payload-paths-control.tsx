"use client";

import { matchSuggestions } from "@/components/refs/match-suggestions";
import { RefOption } from "@/components/refs/ref-option";
import { useRefSuggestions } from "@/components/refs/ref-suggestions-context";
import type { ControlProps } from "../control-props";
import { itemOf } from "../field-node";
import { TextChips } from "../controls/text-chips";

/** Paths in the payload as redact.pii writes them, `customer.email`, completed from the fields events have. */
export function PayloadPathsControl(props: ControlProps) {
  const suggestions = useRefSuggestions().flatMap((suggestion) => {
    const path = payloadPath(suggestion.ref);
    return path === null ? [] : [{ ...suggestion, ref: path }];
  });
  const item = itemOf(props.node.schema);
  if (!item) return null;
  return (
    <TextChips
      {...props}
      item={item}
      completionsOf={(text) => matchSuggestions(suggestions, text).map((suggestion) => ({ value: suggestion.ref, content: <RefOption suggestion={suggestion} /> }))}
    />
  );
}

const envelope = /^\$event\.(id|type|received_at|occurred_at|payload|meta)(?![\p{L}\p{N}_])/u;

/** Null for what is not in the payload. */
function payloadPath(ref: string): string | null {
  if (ref.startsWith("$event.payload.")) return ref.slice("$event.payload.".length);
  if (!ref.startsWith("$event") || envelope.test(ref)) return null;
  return ref.slice("$event".length).replace(/^\./, "");
}
