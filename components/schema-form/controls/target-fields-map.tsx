"use client";

import { useMemo } from "react";
import type { Json } from "@/lib/durable/contract";
import type { TargetField } from "@/lib/destinations/contract";
import { checkMap } from "@/lib/destinations/target-fields";
import { joinPath, printPath } from "@/lib/pipeline/problems";
import type { ControlProps } from "../control-props";
import { mapValueOf, startingValue } from "../field-node";
import { problemAt, useFormScope } from "../form-context";
import { objectOf, orAbsent, withMember } from "../form-value";
import type { TargetFields } from "../target-fields-context";
import { TargetFieldRow } from "./target-field-row";
import { TargetFieldsState } from "./target-fields-state";

/** A row for each field that the target has. Names it does not have can't be added; those that are there stay, and say so. */
export function TargetFieldsMap({ node, path, value, onChange, disabled, target, fields }: ControlProps & { target: TargetFields; fields: TargetField[] }) {
  const { problems, Field } = useFormScope();
  const map = objectOf(value);
  const found = useMemo(() => checkMap(target.kind, objectOf(value), fields), [target.kind, value, fields]);
  const item = mapValueOf(node.schema);
  if (!item) return null;
  const strangers = Object.keys(map).filter((name) => !fields.some((field) => field.name === name));
  const shown = fields.filter(({ name, isWritable }) => isWritable || Object.hasOwn(map, name));
  const row = (name: string, field: TargetField | undefined) => {
    const key = printPath([name]);
    const isMapped = Object.hasOwn(map, name);
    const set = (changed: Json | undefined) => onChange(orAbsent(withMember(map, name, changed), node.isOptional));
    return (
      <TargetFieldRow
        key={name}
        name={name}
        field={field}
        isMapped={isMapped}
        problem={problemAt(problems, joinPath(path, key)) ?? problemAt(found, key)}
        disabled={disabled}
        onMap={() => set(startingValue(item.schema))}
        onRemove={() => set(undefined)}
      >
        <Field
          node={item}
          path={joinPath(path, key)}
          value={map[name]}
          // An emptied one that must be filled is not mapped: it would be sent as an empty text.
          onChange={(changed) => set(field?.isRequired && changed === "" ? undefined : (changed ?? ""))}
          hiddenLabel={`${item.meta.label} of ${name}`}
        />
      </TargetFieldRow>
    );
  };
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <TargetFieldsState target={target} />
      {strangers.length + shown.length > 0 && <ul className="flex min-w-0 flex-col divide-y rounded-md border" aria-label={node.meta.label}>
        {strangers.map((name) => row(name, undefined))}
        {shown.map((field) => row(field.name, field))}
      </ul>}
    </div>
  );
}
