"use client";

import { ChevronRight, X } from "lucide-react";
import type { Json } from "@/lib/durable/contract";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { fieldsOf, type FieldNode } from "../field-node";
import { problemAt, problemsBelow, useFormScope } from "../form-context";
import { objectOf } from "../form-value";
import { MoveHandle } from "../move-handle";
import { ObjectFields } from "../object-fields";

type ListItemProps = {
  item: FieldNode;
  index: number;
  path: string;
  value: Json;
  isOpen: boolean;
  onToggle: () => void;
  onChange: (value: Json) => void;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
  disabled: boolean;
};

/** One item of a list as a card; folded, it is its first field's text. A problem inside keeps it open. */
export function ListItem({ item, index, path, value, isOpen, onToggle, onChange, onMove, onRemove, disabled }: ListItemProps) {
  const { problems, Field } = useFormScope();
  const name = `${item.meta.label.toLowerCase()} ${index + 1}`;
  const problem = problemAt(problems, path);
  const isShown = isOpen || problem !== undefined || problemsBelow(problems, path).length > 0;
  const isObject = item.meta.control === "object";
  return (
    <li className="flex min-w-0 flex-col gap-3 rounded-md border border-neutral-5 p-2.5">
      <div className="-my-1 -ml-1.5 flex items-center gap-1">
        {!disabled && (
          <MoveHandle
            label={`Move ${name}`}
            data-place={`item:${index}`}
            moves={[
              { key: "ArrowUp", label: "Move up", onMove: () => onMove(-1) },
              { key: "ArrowDown", label: "Move down", onMove: () => onMove(1) },
            ]}
          />
        )}
        <button type="button" aria-expanded={isShown} onClick={onToggle} className="flex min-w-0 flex-1 items-center gap-1.5 rounded-xs text-left text-dense">
          <ChevronRight className={cn("size-3.5 shrink-0 text-neutral-10 transition-transform", isShown && "rotate-90")} aria-hidden="true" />
          <span className="font-mono text-label text-neutral-10">{index + 1}</span>
          <span className="truncate font-medium">{titleOf(value, item) ?? item.meta.label}</span>
        </button>
        {!disabled && (
          <Button variant="ghost" size="icon" className="size-7" aria-label={`Remove ${name}`} onClick={onRemove}>
            <X aria-hidden="true" />
          </Button>
        )}
      </div>
      {problem && <p role="alert" className="text-label text-dead">{problem}</p>}
      {isShown && isObject && <ObjectFields schema={item.schema} value={objectOf(value)} onChange={onChange} path={path} />}
      {isShown && !isObject && <Field node={item} value={value} path={path} onChange={(changed) => onChange(changed ?? "")} hiddenLabel={name} />}
    </li>
  );
}

/** What the item's first field says. */
function titleOf(value: Json, item: FieldNode): string | undefined {
  const [first] = fieldsOf(item.schema);
  const text = first ? objectOf(value)[first.name] : undefined;
  return typeof text === "string" && text !== "" ? text : undefined;
}
