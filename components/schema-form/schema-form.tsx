"use client";

import { useId, useMemo } from "react";
import type { z } from "zod";
import type { Problem } from "@/lib/errors";
import type { JsonObject } from "@/lib/pipeline/context";
import { fieldsOf } from "./field-node";
import { FormContext } from "./form-context";
import { FormField } from "./form-field";
import { ObjectFields } from "./object-fields";

type SchemaFormProps = {
  /** An object whose fields were made with lib/schema-form/field. */
  schema: z.ZodType;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
  /** Paths are relative to `value`: `labels[0].name`. */
  problems?: readonly Problem[];
  disabled?: boolean;
  /** The step's or destination's kind. */
  kind?: string;
  /** Names of fields that are stored and never shown again. Leave them out of `value`: what the form puts there replaces them, null removes them. */
  secretsSet?: readonly string[];
  /** For fields that differ by destination. */
  destinationIds?: readonly string[];
};

const none: readonly never[] = [];

/** A config's form, drawn from its schema. Problems stand at their fields. */
export function SchemaForm({ schema, value, onChange, problems = none, disabled = false, kind, secretsSet = none, destinationIds = none }: SchemaFormProps) {
  const idPrefix = useId();
  const scope = useMemo(
    () => ({ config: value, problems, disabled, kind, secretsSet, destinationIds, idPrefix, Field: FormField }),
    [value, problems, disabled, kind, secretsSet, destinationIds, idPrefix],
  );
  const names = fieldsOf(schema).map(({ name }) => name);
  const homeless = problems.filter(({ path }) => !names.some((name) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`)));
  return (
    <FormContext value={scope}>
      <div className="@container flex min-w-0 flex-col gap-4">
        {homeless.map(({ path, message }) => (
          <p key={`${path} ${message}`} role="alert" className="text-label text-dead">
            {path === "" ? message : `${path}: ${message}`}
          </p>
        ))}
        <ObjectFields schema={schema} value={value} onChange={onChange} path="" />
      </div>
    </FormContext>
  );
}
