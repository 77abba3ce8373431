"use client";

import { PanelLeftClose, PanelLeftOpen, Search } from "lucide-react";
import { memo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { PaletteButton } from "./palette-button";
import { searchPalette } from "./palette-items";

/** What a pipeline can be made of: dragged onto the canvas, or clicked to go behind the selected card. */
export const Palette = memo(function Palette() {
  const [isOpen, setIsOpen] = useState(true);
  const [text, setText] = useState("");
  if (!isOpen) {
    return (
      <aside aria-label="Palette" className="shrink-0 border-r bg-neutral-1 p-1.5">
        <Button variant="ghost" size="icon" aria-label="Open the palette" aria-expanded={false} onClick={() => setIsOpen(true)}>
          <PanelLeftOpen aria-hidden="true" />
        </Button>
      </aside>
    );
  }
  const groups = searchPalette(text);
  return (
    <aside aria-label="Palette" className="flex w-52 shrink-0 flex-col border-r bg-neutral-1">
      <div className="flex items-center gap-1 p-2">
        <div className="relative min-w-0 flex-1">
          <Search className="pointer-events-none absolute top-2 left-2 size-4 text-neutral-9" aria-hidden="true" />
          <Input value={text} onChange={(event) => setText(event.target.value)} placeholder="Search" aria-label="Search the palette" className="pl-7.5 text-dense" />
        </div>
        <Button variant="ghost" size="icon" aria-label="Close the palette" aria-expanded onClick={() => setIsOpen(false)}>
          <PanelLeftClose aria-hidden="true" />
        </Button>
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-2 pt-1 pb-4">
        {groups.length === 0 && <p className="px-2 py-4 text-center text-dense text-neutral-10">Nothing is called that.</p>}
        {groups.map(({ id, title, items }) => (
          <section key={id} aria-label={title}>
            <h2 className="px-2 pb-1 text-label font-medium text-neutral-10">{title}</h2>
            <ul>
              {items.map((item) => (
                <li key={item.kind}>
                  <PaletteButton item={item} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </aside>
  );
});
