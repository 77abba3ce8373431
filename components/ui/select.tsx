"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import { cn } from "./class-names";
import { controlClasses, floatingClasses, itemClasses } from "./control-classes";

export type SelectOption = { value: string; label: string; hint?: string };

type SelectProps = {
  value: string | undefined;
  onValueChange: (value: string) => void;
  options: readonly SelectOption[];
  placeholder?: string;
  disabled?: boolean;
  id?: string;
  className?: string;
  "aria-label"?: string;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string;
};

export function Select({ value, onValueChange, options, placeholder = "Choose…", disabled, className, ...trigger }: SelectProps) {
  return (
    <Radix.Root value={value ?? ""} onValueChange={onValueChange} disabled={disabled ?? false}>
      <Radix.Trigger {...trigger} className={cn(controlClasses, "flex h-8 items-center justify-between gap-2 text-left data-[placeholder]:text-neutral-9", className)}>
        <span className="truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <ChevronDown className="size-4 shrink-0 text-neutral-10" aria-hidden="true" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content position="popper" sideOffset={4} className={cn(floatingClasses, "max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-pop p-1")}>
          <Radix.Viewport>
            {options.map((option) => (
              <Option key={option.value} {...option} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Option({ value, label, hint }: SelectOption) {
  return (
    <Radix.Item value={value} className={cn(itemClasses, "items-start pr-8")}>
      <span className="flex min-w-0 flex-col">
        <Radix.ItemText>{label}</Radix.ItemText>
        {hint && <span className="text-label text-neutral-10">{hint}</span>}
      </span>
      <Radix.ItemIndicator className="absolute top-2 right-2">
        <Check aria-hidden="true" />
      </Radix.ItemIndicator>
    </Radix.Item>
  );
}
