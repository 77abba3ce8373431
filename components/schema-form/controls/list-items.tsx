"use client";

import { Plus, X } from "lucide-react";
import type { Json } from "@/lib/durable/contract";
import { Button } from "@/components/ui/button";
import type { ControlProps } from "../control-props";
import { fieldsOf, startingValue, type FieldNode } from "../field-node";
import { problemAt, useFormScope } from "../form-context";
import { listOf, moveItem, objectOf, orAbsent } from "../form-value";
import { MoveHandle } from "../move-handle";
import { ObjectFields } from "../object-fields";
import { useFollowFocus } from "../use-follow-focus";

/** Items as cards that are added, removed and moved, by keyboard too. */
export function ListItems({ node, item, path, value, onChange, disabled }: ControlProps & { item: FieldNode }) {
  const { problems } = useFormScope();
  const { container, follow } = useFollowFocus();
  const items = listOf(value);
  const name = item.meta.label;
  const change = (changed: Json[]) => onChange(orAbsent(changed, node.isOptional));
  const move = (from: number, to: number) => {
    if (to < 0 || to >= items.length) return;
    follow(`item:${to}`);
    change(moveItem(items, from, to));
  };
  return (
    <div ref={container} className="flex min-w-0 flex-col gap-2">
      <ol className="flex min-w-0 flex-col gap-2">
        {items.map((member, index) => (
          <li key={index} className="flex min-w-0 flex-col gap-3 rounded-md border border-neutral-5 p-2.5">
            <div className="-my-1 -ml-1.5 flex items-center gap-1">
              {!disabled && (
                <MoveHandle
                  label={`Move ${name.toLowerCase()} ${index + 1}`}
                  data-place={`item:${index}`}
                  moves={[
                    { key: "ArrowUp", label: "Move up", onMove: () => move(index, index - 1) },
                    { key: "ArrowDown", label: "Move down", onMove: () => move(index, index + 1) },
                  ]}
                />
              )}
              <span className="min-w-0 flex-1 truncate text-dense text-neutral-11">
                <span className="font-mono text-label text-neutral-10">{index + 1}</span> {titleOf(member, item) ?? name}
              </span>
              {!disabled && (
                <Button variant="ghost" size="icon" className="size-7" aria-label={`Remove ${name.toLowerCase()} ${index + 1}`} onClick={() => change(items.toSpliced(index, 1))}>
                  <X aria-hidden="true" />
                </Button>
              )}
            </div>
            <ItemProblem message={problemAt(problems, `${path}[${index}]`)} />
            <Item item={item} value={member} path={`${path}[${index}]`} onChange={(changed) => change(items.with(index, changed))} />
          </li>
        ))}
      </ol>
      {!disabled && (
        <Button
          size="sm"
          className="self-start"
          onClick={() => {
            follow(`item:${items.length}`);
            change([...items, startingValue(item.schema)]);
          }}
        >
          <Plus aria-hidden="true" />
          Add {name.toLowerCase()}
        </Button>
      )}
    </div>
  );
}

function Item({ item, value, path, onChange }: { item: FieldNode; value: Json; path: string; onChange: (value: Json) => void }) {
  const { Field } = useFormScope();
  if (item.meta.control === "object") return <ObjectFields schema={item.schema} value={objectOf(value)} onChange={onChange} path={path} />;
  return <Field node={item} value={value} path={path} onChange={(changed) => onChange(changed ?? "")} hiddenLabel={`${item.meta.label} ${path}`} />;
}

function ItemProblem({ message }: { message: string | undefined }) {
  return message === undefined ? null : <p role="alert" className="text-label text-dead">{message}</p>;
}

/** What the item's first field says. */
function titleOf(value: Json, item: FieldNode): string | undefined {
  const [first] = fieldsOf(item.schema);
  const text = first ? objectOf(value)[first.name] : undefined;
  return typeof text === "string" && text !== "" ? text : undefined;
}
