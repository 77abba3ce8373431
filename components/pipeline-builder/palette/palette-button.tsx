"use client";

import { Tooltip } from "@/components/ui/tooltip";
import { startDragOnMove } from "../drag/start-drag";
import { useBuilderActions } from "../state/builder-context";
import { ItemMark } from "./item-mark";
import { type PaletteItem } from "./palette-items";

export function PaletteButton({ item }: { item: PaletteItem }) {
  const actions = useBuilderActions();
  return (
    <Tooltip content={item.summary} side="right">
      <button
        type="button"
        data-palette={item.kind}
        onPointerDown={(event) => startDragOnMove(event, (at) => actions.startDrag({ moving: null, item }, item.part, at))}
        onClick={() => actions.insert(item)}
        className="flex w-full cursor-grab touch-none items-center gap-2 rounded-sm px-2 py-1.5 text-left text-dense transition-colors select-none hover:bg-neutral-4 active:cursor-grabbing"
      >
        <ItemMark item={item} />
        <span className="truncate">{item.title}</span>
      </button>
    </Tooltip>
  );
}
