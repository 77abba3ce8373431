"use client";

import { useMemo, useState } from "react";
import type { Json } from "@/lib/durable/contract";
import { destinationDefinition } from "@/lib/destinations/catalog";
import { renderMessage } from "@/lib/destinations/render-message";
import type { KindEditorProps } from "./message-editor";

export type PreviewedMessage = {
  /** What would be sent; while a template is being typed and does not parse, what would have been before. */
  message: Json | null;
  cuts: string[];
  /** Why nothing can be sent as it is now. */
  refusal: string | null;
};

/** The very message that a delivery would send, by the code that makes it. The kind's stand-in takes the target's place until one is chosen. */
export function useRenderedMessage(kind: string, { value, target, config, context }: KindEditorProps): PreviewedMessage {
  const rendered = useMemo(() => {
    const definition = destinationDefinition(kind);
    const isChosen = definition?.target.safeParse(target).success;
    return renderMessage(kind, { template: value, target: isChosen ? target : definition?.anyTarget, config, context });
  }, [kind, value, target, config, context]);
  const [last, setLast] = useState<Json | null>(null);
  if ("refused" in rendered) return { message: last, cuts: [], refusal: rendered.refused.detail };
  if (rendered.message !== last) setLast(rendered.message);
  return { message: rendered.message, cuts: rendered.cuts, refusal: null };
}
