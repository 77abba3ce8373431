"use client";

import { Search, X } from "lucide-react";
import { type RefObject, useEffect, useState } from "react";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";

const settleMs = 300;

type SearchFieldProps = { value: string; onChange: (value: string) => void; placeholder: string; ref?: RefObject<HTMLInputElement | null> };

/** Passes on what is typed once the typing rests. */
export function SearchField({ value, onChange, placeholder, ref }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  // Taken off elsewhere: the back button, a link.
  if (known !== value) {
    setKnown(value);
    setText(value);
  }
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), settleMs);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  const clear = () => {
    setText("");
    onChange("");
  };
  return (
    <div className="relative w-full sm:w-72">
      <Search className="pointer-events-none absolute top-1.5 left-2.5 size-4 text-neutral-9" aria-hidden="true" />
      <Input
        ref={ref}
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            clear();
            event.currentTarget.blur();
          }
          if (event.key === "Enter") onChange(text.trim());
        }}
        placeholder={placeholder}
        aria-label={placeholder}
        className="h-7 pr-8 pl-8 text-dense"
      />
      <span className="absolute top-1 right-1.5">
        {text === "" ? (
          <span className="hidden md:block">
            <Kbd>/</Kbd>
          </span>
        ) : (
          <button type="button" aria-label="Clear the search" onClick={clear} className="grid size-5 place-items-center rounded-xs text-neutral-10 hover:bg-neutral-4">
            <X className="size-3.5" aria-hidden="true" />
          </button>
        )}
      </span>
    </div>
  );
}
