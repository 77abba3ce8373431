"use client";

import { Command } from "cmdk";
import { Check, ChevronDown, LoaderCircle } from "lucide-react";
import { Popover } from "radix-ui";
import { type ReactNode, useState } from "react";
import { cn } from "./class-names";
import { controlClasses, floatingClasses } from "./control-classes";

export type ComboboxOption = { value: string; label: string; hint?: string; icon?: ReactNode; isDisabled?: boolean };

type ComboboxProps = {
  value: string | undefined;
  onChange: (value: string) => void;
  options: readonly ComboboxOption[];
  /** Given, the options are the caller's answer to what was typed; else they are filtered here. */
  onSearch?: (text: string) => void;
  placeholder?: string;
  searchPlaceholder?: string;
  emptyText?: string;
  footer?: ReactNode;
  isLoading?: boolean;
  disabled?: boolean;
  id?: string;
  className?: string;
  "aria-label"?: string;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string;
};

/** A select with a search field, for long and for remote lists. */
export function Combobox(props: ComboboxProps) {
  const { value, onChange, options, onSearch, placeholder = "Choose…", searchPlaceholder = "Search…", emptyText = "Nothing found", footer, isLoading = false, disabled, className, ...trigger } = props;
  const [open, setOpen] = useState(false);
  const selected = options.find((option) => option.value === value);
  const choose = (next: string) => {
    setOpen(false);
    onChange(next);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      {/* oxlint-disable-next-line jsx-a11y/role-has-required-aria-props -- the primitive sets aria-controls while there is a list */}
      <Popover.Trigger {...trigger} role="combobox" aria-expanded={open} disabled={disabled} className={cn(controlClasses, "flex h-8 items-center justify-between gap-2 text-left", className)}>
        <span className={cn("flex min-w-0 items-center gap-2 truncate", !value && "text-neutral-9")}>
          {selected?.icon}
          <span className="truncate">{(selected?.label ?? value) || placeholder}</span>
        </span>
        <ChevronDown className="size-4 shrink-0 text-neutral-10" aria-hidden="true" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content align="start" sideOffset={4} className={cn(floatingClasses, "w-(--radix-popover-trigger-width) min-w-56 animate-pop overflow-hidden")}>
          <Command shouldFilter={!onSearch} loop>
            <div className="flex items-center border-b pr-2.5">
              <Command.Input onValueChange={onSearch} placeholder={searchPlaceholder} className="h-9 w-full bg-transparent px-3 text-dense outline-none placeholder:text-neutral-9" />
              {isLoading && <LoaderCircle className="size-4 shrink-0 animate-spin text-neutral-10" aria-hidden="true" />}
            </div>
            <Command.List className="max-h-64 overflow-y-auto p-1">
              <Command.Empty className="px-2 py-3 text-center text-dense text-neutral-10">{isLoading ? "Loading…" : emptyText}</Command.Empty>
              {options.map((option) => (
                <Option key={option.value} option={option} isSelected={option.value === value} onSelect={choose} />
              ))}
            </Command.List>
          </Command>
          {footer && <div className="border-t bg-neutral-2 px-3 py-2 text-label text-neutral-11">{footer}</div>}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Option({ option, isSelected, onSelect }: { option: ComboboxOption; isSelected: boolean; onSelect: (value: string) => void }) {
  const { value, label, hint, icon, isDisabled } = option;
  return (
    <Command.Item
      value={value}
      keywords={hint ? [label, hint] : [label]}
      disabled={isDisabled ?? false}
      onSelect={() => onSelect(value)}
      className="flex cursor-default items-center gap-2 rounded-xs px-2 py-1.5 text-dense data-[disabled=true]:opacity-50 data-[selected=true]:bg-neutral-4"
    >
      {icon}
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate">{label}</span>
        {hint && <span className="truncate text-label text-neutral-10">{hint}</span>}
      </span>
      {isSelected && <Check className="size-4 shrink-0 text-neutral-10" aria-hidden="true" />}
    </Command.Item>
  );
}
