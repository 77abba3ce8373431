"use client";

import { useSyncExternalStore } from "react";

const query = "(max-width: 900px)";

/** Whether there is no room for a canvas. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches, () => false);
}

function subscribe(listener: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}
