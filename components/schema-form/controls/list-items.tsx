"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import type { Json } from "@/lib/durable/contract";
import { Button } from "@/components/ui/button";
import type { ControlProps } from "../control-props";
import { startingValue, type FieldNode } from "../field-node";
import { listOf, moveItem, orAbsent } from "../form-value";
import { useFollowFocus } from "../use-follow-focus";
import { ListItem } from "./list-item";

/** More than these begin folded. */
const openMax = 3;

/** Items as cards that are added, removed and moved, by keyboard too. */
export function ListItems({ node, item, path, value, onChange, disabled }: ControlProps & { item: FieldNode }) {
  const { container, follow } = useFollowFocus();
  const items = listOf(value);
  const [areOpen, setAreOpen] = useState<readonly boolean[]>(() => items.map(() => items.length <= openMax));
  const isOpenAt = (index: number) => areOpen[index] ?? true;
  const change = (changed: Json[], open: readonly boolean[]) => {
    setAreOpen(open);
    onChange(orAbsent(changed, node.isOptional));
  };
  const shown = items.map((_, index) => isOpenAt(index));
  const move = (from: number, to: number) => {
    if (to < 0 || to >= items.length) return;
    follow(`item:${to}`);
    change(moveItem(items, from, to), moveItem(shown, from, to));
  };
  return (
    <div ref={container} className="flex min-w-0 flex-col gap-2">
      <ol className="flex min-w-0 flex-col gap-2">
        {items.map((member, index) => (
          <ListItem
            key={index}
            item={item}
            index={index}
            path={`${path}[${index}]`}
            value={member}
            isOpen={isOpenAt(index)}
            onToggle={() => setAreOpen(shown.with(index, !isOpenAt(index)))}
            onChange={(changed) => change(items.with(index, changed), shown)}
            onMove={(step) => move(index, index + step)}
            onRemove={() => change(items.toSpliced(index, 1), shown.toSpliced(index, 1))}
            disabled={disabled}
          />
        ))}
      </ol>
      {!disabled && (
        <Button
          size="sm"
          className="self-start"
          onClick={() => {
            follow(`item:${items.length}`);
            change([...items, startingValue(item.schema)], [...shown, true]);
          }}
        >
          <Plus aria-hidden="true" />
          Add {item.meta.label.toLowerCase()}
        </Button>
      )}
    </div>
  );
}
