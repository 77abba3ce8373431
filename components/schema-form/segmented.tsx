"use client";

import { useId } from "react";
import { cn } from "@/components/ui/class-names";

type SegmentedProps = {
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: string }[];
  disabled?: boolean;
  "aria-label"?: string;
  "aria-labelledby"?: string;
  className?: string;
};

/** One of a few, all in sight: radio buttons that look like one control, moved through by the arrow keys. */
export function Segmented({ value, onChange, options, disabled, className, ...labels }: SegmentedProps) {
  const name = useId();
  return (
    <div role="radiogroup" {...labels} className={cn("inline-flex max-w-full flex-wrap gap-0.5 rounded-sm bg-neutral-4 p-0.5", disabled && "opacity-60", className)}>
      {options.map((option) => (
        <label
          key={option.value}
          className="relative rounded-xs px-2 py-0.5 text-dense text-neutral-11 transition-colors hover:text-neutral-12 has-checked:bg-raised has-checked:text-neutral-12 has-checked:shadow-xs has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={disabled}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 appearance-none outline-none"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
