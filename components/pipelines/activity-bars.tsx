import type { Activity } from "@/lib/pipelines/activity-resource";

const width = 168;
const height = 28;
const gap = 2;

/** A bar an hour: what came in, and of it in red what failed. */
export function ActivityBars({ activity: { series, runs, bucket_ms } }: { activity: Activity }) {
  const most = Math.max(1, ...series.map((point) => point.runs));
  const step = width / series.length;
  const hours = Math.round((series.length * bucket_ms) / 3_600_000);
  return (
    <svg role="img" aria-label={`${runs.total} events in the last ${hours} hours`} viewBox={`0 0 ${width} ${height}`} className="h-7 w-full" preserveAspectRatio="none">
      {series.map((point, index) => {
        const bar = point.runs === 0 ? 1 : Math.max(2, (point.runs / most) * height);
        const failed = Math.min(point.runs, point.failed + point.dead);
        const red = failed === 0 ? 0 : Math.max(2, (failed / most) * height);
        return (
          <g key={point.at}>
            <rect x={index * step} y={height - bar} width={step - gap} height={bar} className={point.runs === 0 ? "fill-neutral-5" : "fill-neutral-8"} />
            {red > 0 && <rect x={index * step} y={height - red} width={step - gap} height={red} className="fill-dead" />}
          </g>
        );
      })}
    </svg>
  );
}
