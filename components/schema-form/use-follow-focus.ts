"use client";

import { useEffect, useRef, type RefObject } from "react";

/** Takes the focus along when what has it moves: `follow(place)` focuses the element with that `data-place` once it is drawn. */
export function useFollowFocus(): { container: RefObject<HTMLDivElement | null>; follow: (place: string) => void } {
  const container = useRef<HTMLDivElement>(null);
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    container.current?.querySelector<HTMLElement>(`[data-place="${CSS.escape(wanted.current)}"]`)?.focus();
    wanted.current = null;
  });
  return {
    container,
    follow: (place) => {
      wanted.current = place;
    },
  };
}
