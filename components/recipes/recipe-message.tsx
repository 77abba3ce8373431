"use client";

import { useSyncExternalStore } from "react";
import { MessageView } from "@/components/message-previews/message-view";
import { isDarkNow } from "@/components/theme/use-theme";
import type { Json } from "@/lib/durable/contract";

const sentAtMs = Date.parse("2026-03-04T09:15:00Z");

/** The sample's message in the look of the page around it. */
export function RecipeMessage({ kind, message }: { kind: string; message: Json }) {
  const theme = useSyncExternalStore(watchScheme, () => (isDarkNow() ? "dark" : "light"), () => "light" as const);
  return <MessageView kind={kind} message={message} sentAtMs={sentAtMs} theme={theme} />;
}

function watchScheme(changed: () => void): () => void {
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", changed);
  return () => scheme.removeEventListener("change", changed);
}
