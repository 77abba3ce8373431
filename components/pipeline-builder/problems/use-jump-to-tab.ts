"use client";

import { parseAsString, useQueryState } from "nuqs";
import { type NodeKey } from "../editor/node-key";

/** A destination's form has tabs: the one with the field is opened. */
export function useJumpToTab(): (key: NodeKey, field: string) => void {
  const [, setTab] = useQueryState("tab", parseAsString);
  return (key, field) => {
    if (!key.startsWith("destination:")) return;
    void setTab(field.startsWith("template") ? "message" : field.startsWith("when") ? "when" : null);
  };
}
