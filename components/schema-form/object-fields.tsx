"use client";

import { ChevronRight } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { z } from "zod";
import type { Json } from "@/lib/durable/contract";
import type { JsonObject } from "@/lib/pipeline/context";
import { joinPath, printPath } from "@/lib/pipeline/problems";
import { fieldsOf, type FieldNode } from "./field-node";
import { problemAt, problemsBelow, useFormScope } from "./form-context";
import { withMember } from "./form-value";

type ObjectFieldsProps = { schema: z.core.$ZodType; value: JsonObject; onChange: (value: JsonObject) => void; path: string };

/** The fields of an object; those few people need are folded away. */
export function ObjectFields({ schema, value, onChange, path }: ObjectFieldsProps) {
  const { Field, problems, secretsSet } = useFormScope();
  const all = fieldsOf(schema);
  const fields = all.filter(({ name, node: { meta } }) => {
    if (!meta.onlyWhen) return true;
    const { field, is } = meta.onlyWhen;
    const own = joinPath(path, printPath([name]));
    const deciding = value[field] ?? all.find((other) => other.name === field)?.node.fallback;
    // What is there or is complained of is never out of sight: it is saved with the rest.
    return deciding === is || value[name] !== undefined || secretsSet.includes(own) || problemAt(problems, own) !== undefined;
  });
  const row = ({ name, node }: { name: string; node: FieldNode }) => (
    <Field
      key={name}
      node={node}
      path={joinPath(path, printPath([name]))}
      value={value[name]}
      onChange={(member: Json | undefined) => onChange(withMember(value, name, member))}
    />
  );
  const advanced = fields.filter(({ node }) => node.meta.isAdvanced);
  return (
    <>
      {fields.filter(({ node }) => !node.meta.isAdvanced).map(row)}
      {advanced.length > 0 && <Advanced paths={advanced.map(({ name }) => joinPath(path, printPath([name])))}>{advanced.map(row)}</Advanced>}
    </>
  );
}

/** Opens by itself when something is wrong inside. */
function Advanced({ paths, children }: { paths: string[]; children: ReactNode }) {
  const { problems } = useFormScope();
  const [isOpen, setIsOpen] = useState(false);
  const hasProblem = paths.some((path) => problemAt(problems, path) !== undefined || problemsBelow(problems, path).length > 0);
  return (
    <details open={isOpen || hasProblem} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)} className="group/advanced">
      <summary className="flex w-fit cursor-default list-none items-center gap-1 rounded-xs text-dense text-neutral-11 hover:text-neutral-12">
        <ChevronRight className="size-4 transition-transform group-open/advanced:rotate-90" aria-hidden="true" />
        Advanced
      </summary>
      <div className="flex flex-col gap-4 pt-3">{children}</div>
    </details>
  );
}
