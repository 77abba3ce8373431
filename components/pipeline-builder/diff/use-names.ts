"use client";

import { useMemo } from "react";
import { findNamed } from "../state/inventory";
import { useBuilder } from "../state/builder-context";
import { type Names } from "./diff-definitions";

/** Sources and connections by their slugs, which ids and slugs have in common. */
export function useNames(): Names {
  const sources = useBuilder((state) => state.inventory.sources);
  const connections = useBuilder((state) => state.inventory.connections);
  return useMemo(
    () => ({
      source: (idOrSlug) => findNamed(sources, idOrSlug)?.slug ?? idOrSlug,
      connection: (idOrSlug) => findNamed(connections, idOrSlug)?.slug ?? idOrSlug,
    }),
    [sources, connections],
  );
}
