type TimedStep = { status: string; started_at: string; duration_ms: number };

/** In shares of the whole, 0 to 1; null for a step that never ran. */
export type Bar = { start: number; width: number } | null;

/** Least width of a bar, so that a fast step is seen. */
const widthMin = 0.012;

/** Each step's place in the time between the first step's start and the last one's end. */
export function waterfallBars(steps: readonly TimedStep[]): { bars: Bar[]; totalMs: number } {
  const ran = steps.filter((step) => step.status !== "skipped");
  const starts = ran.map((step) => Date.parse(step.started_at));
  const from = Math.min(...starts);
  const totalMs = ran.length === 0 ? 0 : Math.max(...ran.map((step, index) => (starts[index] ?? from) - from + step.duration_ms));
  const bars = steps.map((step): Bar => {
    if (step.status === "skipped") return null;
    if (totalMs === 0) return { start: 0, width: widthMin };
    const width = Math.min(1, Math.max(widthMin, step.duration_ms / totalMs));
    return { start: Math.min((Date.parse(step.started_at) - from) / totalMs, 1 - width), width };
  });
  return { bars, totalMs };
}
