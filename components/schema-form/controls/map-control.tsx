"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import type { Json } from "@/lib/durable/contract";
import { joinPath, printPath } from "@/lib/pipeline/problems";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { ControlProps } from "../control-props";
import { mapValueOf, startingValue } from "../field-node";
import { problemAt, useFormScope } from "../form-context";
import { isSameMap, mapOf, rowsOf, type MapRow } from "../map-rows";
import { orAbsent } from "../form-value";
import { useTargetFieldsScope } from "../target-fields-context";
import { TargetFieldsMap } from "./target-fields-map";
import { TargetFieldsState } from "./target-fields-state";

/** Rows of a key and a value; the target's own fields where the keys are those and they are known. */
export function MapControl(props: ControlProps) {
  const target = useTargetFieldsScope();
  if (props.node.meta.keys !== "target" || target === null) return <FreeMap {...props} />;
  if (target.fields) return <TargetFieldsMap {...props} target={target} fields={target.fields} />;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <TargetFieldsState target={target} />
      <FreeMap {...props} />
    </div>
  );
}

/** Any names. Rows without a key, or with another's, are kept here until they can be part of the map. */
function FreeMap({ node, path, value, onChange, disabled }: ControlProps) {
  const { problems, Field } = useFormScope();
  const [typed, setTyped] = useState<MapRow[]>([]);
  const rows = isSameMap(typed, value) ? typed : rowsOf(value);
  const item = mapValueOf(node.schema);
  if (!item) return null;
  const change = (changed: MapRow[]) => {
    setTyped(changed);
    onChange(orAbsent(mapOf(changed), node.isOptional));
  };
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {rows.map((row, index) => {
        const memberPath = joinPath(path, printPath([row.key]));
        const isTaken = row.key !== "" && rows.findIndex(({ key }) => key === row.key) < index;
        const problem = isTaken ? "This name is taken" : problemAt(problems, memberPath);
        const set = (changed: Partial<MapRow>) => change(rows.with(index, { ...row, ...changed }));
        return (
          <div key={index} role="group" aria-label={`${node.meta.label} ${index + 1}`} className="flex min-w-0 flex-col gap-1">
            <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] items-start gap-1">
              <Input aria-label={`Name of ${index + 1}`} className="font-mono text-mono" spellCheck={false} placeholder="name" value={row.key} onChange={({ target }) => set({ key: target.value })} disabled={disabled} aria-invalid={problem !== undefined} />
              <div className="min-w-0">
                <Field node={item} path={`${path}[${index}]`} value={row.value} onChange={(changed: Json | undefined) => set({ value: changed ?? "" })} hiddenLabel={`${item.meta.label} of ${row.key === "" ? index + 1 : row.key}`} />
              </div>
              <Button variant="ghost" size="icon" className="w-7" disabled={disabled} aria-label={`Remove ${row.key === "" ? index + 1 : row.key}`} onClick={() => change(rows.toSpliced(index, 1))}>
                <X aria-hidden="true" />
              </Button>
            </div>
            {problem && <p className="text-label text-dead">{problem}</p>}
          </div>
        );
      })}
      {!disabled && (
        <Button size="sm" className="self-start" onClick={() => change([...rows, { key: "", value: startingValue(item.schema) }])}>
          <Plus aria-hidden="true" />
          Add a row
        </Button>
      )}
    </div>
  );
}
