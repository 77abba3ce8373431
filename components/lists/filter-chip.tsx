"use client";

import { Command } from "cmdk";
import { Check, ChevronDown, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/class-names";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

export type FilterOption = { value: string; label: string; hint?: ReactNode };

type FilterChipProps = {
  label: string;
  value: string | null;
  onChange: (value: string | null) => void;
  options: readonly FilterOption[];
  isLoading?: boolean;
  /** A value that is not among the options may be typed. */
  allowsOther?: boolean;
};

/** One filter of a list: its name, or what it is set to and a way to take it off. */
export function FilterChip({ label, value, onChange, options, isLoading = false, allowsOther = false }: FilterChipProps) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const selected = options.find((option) => option.value === value);
  const choose = (next: string | null) => {
    setOpen(false);
    setText("");
    onChange(next);
  };
  const isOther = allowsOther && text.trim() !== "" && !options.some((option) => option.value === text.trim());
  return (
    <span className={cn("inline-flex h-7 max-w-full items-stretch rounded-sm border text-dense", value === null ? "border-dashed border-neutral-7 text-neutral-11" : "border-neutral-6 bg-raised")}>
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger className="inline-flex min-w-0 items-center gap-1.5 rounded-sm px-2.5 hover:bg-neutral-3 focus-visible:-outline-offset-1">
          <span className={cn(value !== null && "text-neutral-10")}>{label}</span>
          {value !== null && <span className="truncate font-medium">{selected?.label ?? value}</span>}
          {value === null && <ChevronDown className="size-3.5 text-neutral-9" aria-hidden="true" />}
        </PopoverTrigger>
        <PopoverContent className="w-64 p-0">
          <Command loop label={label}>
            {(options.length > 7 || allowsOther) && (
              <Command.Input value={text} onValueChange={setText} placeholder={`${label}…`} className="h-9 w-full border-b bg-transparent px-3 text-dense outline-none placeholder:text-neutral-9" />
            )}
            <Command.List className="max-h-64 overflow-y-auto p-1" tabIndex={-1}>
              <Command.Empty className="px-2 py-3 text-center text-dense text-neutral-10">{isLoading ? "Loading…" : "Nothing found"}</Command.Empty>
              {options.map((option) => (
                <Item key={option.value} {...option} isSelected={option.value === value} onSelect={() => choose(option.value === value ? null : option.value)} />
              ))}
              {isOther && <Item value={text.trim()} label={`“${text.trim()}”`} isSelected={false} onSelect={() => choose(text.trim())} />}
            </Command.List>
          </Command>
        </PopoverContent>
      </Popover>
      {value !== null && (
        <button type="button" aria-label={`Remove the filter ${label}`} onClick={() => choose(null)} className="grid w-7 place-items-center rounded-r-sm border-l text-neutral-10 hover:bg-neutral-3 hover:text-neutral-12 focus-visible:-outline-offset-1">
          <X className="size-3.5" aria-hidden="true" />
        </button>
      )}
    </span>
  );
}

function Item({ value, label, hint, isSelected, onSelect }: FilterOption & { isSelected: boolean; onSelect: () => void }) {
  return (
    <Command.Item value={value} keywords={[label]} onSelect={onSelect} className="flex cursor-default items-center gap-2 rounded-xs px-2 py-1.5 text-dense data-[selected=true]:bg-neutral-4">
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {hint && <span className="text-label text-neutral-10">{hint}</span>}
      {isSelected && <Check className="size-4 shrink-0 text-neutral-10" aria-hidden="true" />}
    </Command.Item>
  );
}
