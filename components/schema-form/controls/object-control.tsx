"use client";

import type { ControlProps } from "../control-props";
import { objectOf, orAbsent } from "../form-value";
import { ObjectFields } from "../object-fields";

/** Its fields, set apart by a line. */
export function ObjectControl({ node, path, value, onChange }: ControlProps) {
  return (
    <div className="flex min-w-0 flex-col gap-3 border-l-2 border-neutral-5 pl-3">
      <ObjectFields schema={node.schema} value={objectOf(value)} onChange={(members) => onChange(orAbsent(members, node.isOptional))} path={path} />
    </div>
  );
}
