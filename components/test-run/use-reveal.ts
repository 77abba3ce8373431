import { useEffect, useEffectEvent, useState } from "react";

const stepMs = 160;

/** Shows the lines of a new result one after the other; all at once for who wants no motion. `onReach` is told each, and null at the end. */
export function useReveal(result: unknown, count: number, onReach: (index: number | null) => void): number {
  const [shown, setShown] = useState({ result, count: 0 });
  const reach = useEffectEvent(onReach);
  useEffect(() => {
    if (result === undefined || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    let next = 0;
    const timer = setInterval(() => {
      next += 1;
      setShown({ result, count: next });
      reach(next <= count ? next - 1 : null);
      if (next > count) clearInterval(timer);
    }, stepMs);
    return () => {
      clearInterval(timer);
      reach(null);
    };
  }, [result, count]);
  if (result !== undefined && typeof matchMedia !== "undefined" && matchMedia("(prefers-reduced-motion: reduce)").matches) return count;
  return shown.result === result ? shown.count : 0;
}
