"use client";

import { ChevronDown, X } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { type Range, type TimeFilters } from "./event-filters";

const rangeWords: [Range, string][] = [["15m", "Last 15 minutes"], ["1h", "Last hour"], ["24h", "Last 24 hours"], ["7d", "Last 7 days"]];

/** A range counted back from now, or exact times in the viewer's zone. */
export function TimeFilter({ range, from, to, onChange }: TimeFilters & { onChange: (times: TimeFilters) => void }) {
  const [open, setOpen] = useState(false);
  const isSet = range !== null || from !== null || to !== null;
  const choose = (times: TimeFilters) => {
    setOpen(false);
    onChange(times);
  };
  return (
    <span className={cn("inline-flex h-7 items-stretch rounded-sm border text-dense", isSet ? "border-neutral-6 bg-raised" : "border-dashed border-neutral-7 text-neutral-11")}>
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger className="inline-flex items-center gap-1.5 rounded-sm px-2.5 hover:bg-neutral-3 focus-visible:-outline-offset-1">
          <span className={cn(isSet && "text-neutral-10")}>Time</span>
          {isSet ? <span className="font-medium">{describe({ range, from, to })}</span> : <ChevronDown className="size-3.5 text-neutral-9" aria-hidden="true" />}
        </PopoverTrigger>
        <PopoverContent className="flex flex-col gap-3">
          <div className="grid grid-cols-2 gap-1.5">
            {rangeWords.map(([name, words]) => (
              <Button key={name} size="sm" variant={range === name ? "primary" : "secondary"} onClick={() => choose({ range: name, from: null, to: null })}>
                {words}
              </Button>
            ))}
          </div>
          <ExactTimes from={from} to={to} onChoose={(times) => choose({ range: null, ...times })} />
        </PopoverContent>
      </Popover>
      {isSet && (
        <button type="button" aria-label="Remove the filter Time" onClick={() => choose({ range: null, from: null, to: null })} className="grid w-7 place-items-center rounded-r-sm border-l text-neutral-10 hover:bg-neutral-3 hover:text-neutral-12 focus-visible:-outline-offset-1">
          <X className="size-3.5" aria-hidden="true" />
        </button>
      )}
    </span>
  );
}

function ExactTimes({ from, to, onChoose }: { from: Date | null; to: Date | null; onChoose: (times: { from: Date | null; to: Date | null }) => void }) {
  const id = useId();
  const [texts, setTexts] = useState({ from: localText(from), to: localText(to) });
  return (
    <form
      className="flex flex-col gap-2 border-t pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        onChoose({ from: dateOf(texts.from), to: dateOf(texts.to) });
      }}
    >
      {(["from", "to"] as const).map((end) => (
        <label key={end} htmlFor={`${id}-${end}`} className="grid grid-cols-[48px_1fr] items-center text-dense text-neutral-11">
          {end === "from" ? "From" : "Until"}
          <Input id={`${id}-${end}`} type="datetime-local" value={texts[end]} onChange={(event) => setTexts({ ...texts, [end]: event.target.value })} className="h-7 text-dense" />
        </label>
      ))}
      <Button size="sm" type="submit">
        Apply
      </Button>
    </form>
  );
}

function describe({ range, from, to }: TimeFilters): string {
  const words = rangeWords.find(([name]) => name === range)?.[1];
  if (words && !from && !to) return words;
  const text = (date: Date) => date.toLocaleString(undefined, { dateStyle: "short", timeStyle: "short" });
  if (from && to) return `${text(from)} – ${text(to)}`;
  return from ? `since ${text(from)}` : to ? `until ${text(to)}` : "";
}

/** As an `<input type=datetime-local>` has it: local time without a zone. */
function localText(date: Date | null): string {
  if (!date) return "";
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function dateOf(text: string): Date | null {
  const date = new Date(text);
  return text === "" || Number.isNaN(date.getTime()) ? null : date;
}
