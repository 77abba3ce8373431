import { type PointerEvent } from "react";

const startPx = 5;

/**
 * Tells a drag from a click: `onStart` is called once the pointer has moved a little with the button down. The click
 * that ends a drag is swallowed.
 */
export function startDragOnMove(event: PointerEvent<HTMLElement>, onStart: (at: { x: number; y: number }) => void): void {
  if (event.button !== 0 || !event.isPrimary) return;
  const { clientX, clientY } = event;
  const watch = new AbortController();
  const { signal } = watch;
  window.addEventListener(
    "pointermove",
    (move) => {
      if (Math.hypot(move.clientX - clientX, move.clientY - clientY) < startPx) return;
      watch.abort();
      swallowNextClick();
      onStart({ x: move.clientX, y: move.clientY });
    },
    { signal },
  );
  for (const end of ["pointerup", "pointercancel"] as const) window.addEventListener(end, () => watch.abort(), { signal });
}

/** The click comes right after the pointer is let go, and only when that is over the element where it was pressed. */
function swallowNextClick(): void {
  const watch = new AbortController();
  const swallow = (click: Event) => {
    click.stopPropagation();
    click.preventDefault();
  };
  window.addEventListener("click", swallow, { capture: true, signal: watch.signal });
  for (const end of ["pointerup", "pointercancel"] as const) window.addEventListener(end, () => setTimeout(() => watch.abort()), { once: true });
}
