"use client";

import { useState } from "react";
import { z } from "zod";
import type { Json } from "@/lib/durable/contract";
import type { ControlProps } from "../control-props";
import { startingValue, variantsOf, type FieldNode } from "../field-node";
import { useFormScope } from "../form-context";
import { Segmented } from "../segmented";
import { objectOf } from "../form-value";
import { ObjectFields } from "../object-fields";

const unset = "unset";

/** One of several shapes. What was filled in under another one comes back when it is chosen again. */
export function OneOfControl({ node, id, path, value, onChange, disabled }: ControlProps) {
  const variants = variantsOf(node.schema);
  const chosen = value === undefined ? -1 : variantIndex(variants, value);
  const [left, setLeft] = useState<Record<number, Json>>({});
  const choose = (next: string) => {
    if (value !== undefined && chosen >= 0) setLeft({ ...left, [chosen]: value });
    const variant = next === unset ? undefined : variants[Number(next)];
    onChange(variant ? (left[Number(next)] ?? startingValue(variant.schema)) : undefined);
  };
  const variant = variants[chosen];
  const options = variants.map(({ meta }, index) => ({ value: String(index), label: (isFixed(meta) ? meta.options?.[0]?.label : undefined) ?? meta.label }));
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Segmented
        value={chosen < 0 ? unset : String(chosen)}
        options={node.isOptional ? [{ value: unset, label: "Not set" }, ...options] : options}
        onChange={choose}
        disabled={disabled}
        aria-labelledby={`${id}-label`}
        className="self-start"
      />
      {variant && !isFixed(variant.meta) && value !== undefined && <Variant variant={variant} path={path} value={value} onChange={onChange} />}
    </div>
  );
}

function Variant({ variant, path, value, onChange }: { variant: FieldNode; path: string; value: Json; onChange: (value: Json | undefined) => void }) {
  const { Field } = useFormScope();
  if (variant.meta.control === "object") return <ObjectFields schema={variant.schema} value={objectOf(value)} onChange={onChange} path={path} />;
  return <Field node={variant} path={path} value={value} onChange={(changed) => onChange(changed ?? "")} hiddenLabel={variant.meta.label} />;
}

/** A select of one option is chosen by choosing it: there is nothing more to say. */
function isFixed({ control, options = [] }: FieldNode["meta"]): boolean {
  return control === "select" && options.length === 1;
}

/** The variant a value has, or of a half-filled one the variant of its kind. */
function variantIndex(variants: FieldNode[], value: Json): number {
  const fitting = variants.findIndex(({ schema }) => z.safeParse(schema, value).success);
  if (fitting >= 0) return fitting;
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return variants.findIndex(({ meta }) => ["object", "map", "condition"].includes(meta.control) === isObject);
}
