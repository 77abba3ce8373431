"use client";

import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";

/** As typed; empty texts mean no limit. */
export type RateLimitText = { perSecond: string; burst: string };

type RateLimitFieldsProps = { id: string; value: RateLimitText; onChange: (value: RateLimitText) => void; problems: readonly { path: string; message: string }[]; disabled?: boolean };

/** What goes beyond is refused with 429 and the time to come again. */
export function RateLimitFields({ id, value, onChange, problems, disabled = false }: RateLimitFieldsProps) {
  const problem = (path: string) => problems.find((one) => one.path === `rate_limit.${path}`)?.message;
  const field = (name: keyof RateLimitText, placeholder: string) => (
    <Input id={`${id}-${name}`} type="number" inputMode="decimal" min={name === "burst" ? 1 : 0.001} step={name === "burst" ? 1 : "any"} value={value[name]} onChange={(event) => onChange({ ...value, [name]: event.target.value })} placeholder={placeholder} disabled={disabled} />
  );
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <FieldRow label="Events a second" htmlFor={`${id}-perSecond`} aside="optional" help="Sustained. Beyond it, 429 says when to come again." error={problem("per_second")}>
        {field("perSecond", "no limit")}
      </FieldRow>
      <FieldRow label="At once" htmlFor={`${id}-burst`} aside="optional" help="How many may come together after a pause." error={problem("burst")}>
        {field("burst", "as many as a second")}
      </FieldRow>
    </div>
  );
}

export function toRateLimit({ perSecond, burst }: RateLimitText): { per_second: number; burst: number } | null {
  if (perSecond.trim() === "" && burst.trim() === "") return null;
  const rate = Number(perSecond || burst);
  return { per_second: rate, burst: burst.trim() === "" ? Math.max(1, Math.ceil(rate)) : Number(burst) };
}

export function fromRateLimit(limit: { per_second: number; burst: number } | null): RateLimitText {
  return limit ? { perSecond: String(limit.per_second), burst: String(limit.burst) } : { perSecond: "", burst: "" };
}
