"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { type ReactNode } from "react";
import { Button } from "@/components/ui/button";

type Props<Item> = {
  title: string;
  itemName: string;
  items: Item[];
  emptyItem: Item;
  itemsMax: number;
  onChange: (items: Item[]) => void;
  renderItem: (item: Item, index: number, change: (item: Item) => void) => ReactNode;
  disabled: boolean;
};

/** A short list whose order shows in the message. */
export function RowList<Item>({ title, itemName, items, emptyItem, itemsMax, onChange, renderItem, disabled }: Props<Item>) {
  const move = (index: number, by: -1 | 1) => {
    const others = items.filter((_item, other) => other !== index);
    onChange([...others.slice(0, index + by), ...items.slice(index, index + 1), ...others.slice(index + by)]);
  };
  return (
    <fieldset className="min-w-0">
      <legend className="text-dense font-medium">
        {title} <span className="font-normal text-neutral-10 tabular-nums">{items.length > 0 ? `${items.length}/${itemsMax}` : ""}</span>
      </legend>
      <ul className="mt-1.5 space-y-2">
        {items.map((item, index) => (
          <li key={index} className="flex items-start gap-1">
            <div className="min-w-0 flex-1">{renderItem(item, index, (next) => onChange(items.with(index, next)))}</div>
            <div className="flex shrink-0 flex-col @md:flex-row">
              <RowButton label={`Move ${itemName} ${index + 1} up`} disabled={disabled || index === 0} onClick={() => move(index, -1)}>
                <ArrowUp aria-hidden="true" />
              </RowButton>
              <RowButton label={`Move ${itemName} ${index + 1} down`} disabled={disabled || index === items.length - 1} onClick={() => move(index, 1)}>
                <ArrowDown aria-hidden="true" />
              </RowButton>
              <RowButton label={`Remove ${itemName} ${index + 1}`} disabled={disabled} onClick={() => onChange(items.toSpliced(index, 1))}>
                <X aria-hidden="true" />
              </RowButton>
            </div>
          </li>
        ))}
      </ul>
      <Button variant="ghost" size="sm" className="mt-1.5 -ml-2" disabled={disabled || items.length >= itemsMax} onClick={() => onChange([...items, emptyItem])}>
        <Plus aria-hidden="true" /> Add a {itemName}
      </Button>
    </fieldset>
  );
}

type RowButtonProps = { label: string; disabled: boolean; onClick: () => void; children: ReactNode };

function RowButton({ label, disabled, onClick, children }: RowButtonProps) {
  return (
    <Button variant="ghost" size="icon" className="size-7 [&_svg]:size-3.5" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      {children}
    </Button>
  );
}
