"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useEffect, useRef } from "react";
import { parseNodeKey } from "../editor/node-key";
import { type Builder } from "./builder-context";

/** The selected card stands in the URL, so that a link shows a colleague the same card. */
export function useSelectionUrl({ store, actions }: Builder): void {
  const [node, setNode] = useQueryState("node", parseAsString);
  const written = useRef(node);

  useEffect(() => {
    // Back and forward, or a link to another card of this pipeline.
    if (node === written.current) return;
    written.current = node;
    actions.select(parseNodeKey(node));
  }, [node, actions]);

  useEffect(() => {
    const write = () => {
      const { selected } = store.get().editor;
      if (selected === written.current) return;
      written.current = selected;
      void setNode(selected);
    };
    write();
    return store.subscribe(write);
  }, [store, setNode]);
}
