"use client";

import { Bar, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";

type Series = { key: string; name: string; color: string };

type HourChartProps = {
  hours: ({ from: string } & Record<string, number | string | null>)[];
  bars?: Series[];
  line?: Series;
  lines?: Series[];
  /** For who can't see it. */
  description: string;
  format?: (value: number) => string;
};

/** The last day hour by hour: bars on each other, lines over them. */
export function HourChart({ hours, bars = [], line, lines = [], description, format = (value) => value.toLocaleString("en") }: HourChartProps) {
  const curves = line ? [line, ...lines] : lines;
  return (
    <div role="img" aria-label={description} className="h-28 w-full font-mono text-[11px]">
      <ResponsiveContainer width="100%" height="100%" minWidth={0}>
        <ComposedChart data={hours} margin={{ top: 4, right: 0, bottom: 0, left: 0 }} barCategoryGap={2} accessibilityLayer={false}>
          <XAxis dataKey="from" tickFormatter={hourText} ticks={hours.flatMap(({ from }, index) => (index % 6 === 0 ? [from] : []))} tickLine={false} axisLine={{ stroke: "var(--neutral-5)" }} tick={{ fill: "var(--neutral-10)" }} height={18} />
          <YAxis width={bars.length > 0 ? 44 : 60} tickCount={3} tickFormatter={format} tickLine={false} axisLine={false} tick={{ fill: "var(--neutral-10)" }} allowDecimals={false} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: "var(--neutral-4)", stroke: "var(--neutral-6)" }}
            labelFormatter={(from) => `${hourText(String(from))} – ${hourText(String(from), 1)}`}
            formatter={(value) => format(Number(value))}
            contentStyle={{ background: "var(--raised)", border: "1px solid var(--neutral-6)", borderRadius: 6, padding: "6px 10px" }}
            itemStyle={{ padding: 0 }}
          />
          {bars.map(({ key, name, color }) => (
            <Bar key={key} dataKey={key} name={name} stackId="outcomes" fill={color} isAnimationActive={false} />
          ))}
          {curves.map(({ key, name, color }) => (
            <Line key={key} dataKey={key} name={name} stroke={color} strokeWidth={1.5} dot={bars.length === 0 && { r: 2.5, fill: color, strokeWidth: 0 }} connectNulls isAnimationActive={false} />
          ))}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

function hourText(from: string, more = 0): string {
  const date = new Date(Date.parse(from) + more * 3_600_000);
  return date.toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit", hour12: false });
}
