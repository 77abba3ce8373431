"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { ControlProps } from "../control-props";
import { fieldsOf, startingConfig, type FieldNode } from "../field-node";
import { objectOf, orAbsent } from "../form-value";
import { ObjectFields } from "../object-fields";

/** Its fields, set apart by a line. What is optional as a whole, but not in its parts, is added and removed as a whole. */
export function ObjectControl({ node, path, value, onChange, disabled }: ControlProps) {
  const isWhole = node.isOptional && hasManyRequired(node);
  if (isWhole && value === undefined) {
    return (
      <Button size="sm" className="self-start" disabled={disabled} onClick={() => onChange(startingConfig(node.schema))}>
        <Plus aria-hidden="true" />
        Add {node.meta.label.toLowerCase()}
      </Button>
    );
  }
  return (
    <div className="flex min-w-0 flex-col gap-3 border-l-2 border-neutral-5 pl-3">
      <ObjectFields schema={node.schema} value={objectOf(value)} onChange={(members) => onChange(orAbsent(members, node.isOptional))} path={path} />
      {isWhole && !disabled && (
        <Button size="sm" variant="ghost" className="self-start" onClick={() => onChange(undefined)}>
          Remove {node.meta.label.toLowerCase()}
        </Button>
      )}
    </div>
  );
}

/** With a single one, to leave that empty is to leave the whole out. */
function hasManyRequired({ schema }: FieldNode): boolean {
  return fieldsOf(schema).filter(({ node }) => !node.isOptional).length > 1;
}
