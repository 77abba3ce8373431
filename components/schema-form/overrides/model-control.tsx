"use client";

import { useApiQuery } from "@/components/query/use-api-query";
import { CompletionInput } from "@/components/refs/completion-input";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
import { isModelKind } from "@/lib/connections/model-kinds";
import type { ControlProps } from "../control-props";
import { useFormScope } from "../form-context";
import { textOf } from "../form-value";

/** `keyword`, or a model connection and, behind the slash, the name its vendor gives the model. */
export function ModelControl({ node, id, value, onChange, disabled, isInvalid, describedBy }: ControlProps) {
  const { data: connections = [] } = useApiQuery<ConnectionResource[]>("connections", "/v1/connections", { limit: 200 });
  const models = connections.filter(({ kind }) => isModelKind(kind));
  const { kind } = useFormScope();
  const choices = [...(kind === "classify" ? [{ value: "keyword", note: "rules of yours, no model" }] : []), ...models.map(({ slug, name }) => ({ value: `${slug}/`, note: `${name}: then the model's name` }))];
  const text = textOf(value);
  return (
    <CompletionInput
      id={id}
      value={text}
      onChange={onChange}
      completionsOf={(typed) => choices.filter((choice) => text === "keyword" || choice.value.startsWith(typed)).map((choice) => ({ value: choice.value, content: <Choice {...choice} /> }))}
      opensOn={(typed) => !typed.includes("/")}
      isFree
      className="font-mono text-mono"
      placeholder={node.meta.placeholder}
      disabled={disabled}
      aria-invalid={isInvalid}
      aria-describedby={describedBy}
    />
  );
}

function Choice({ value, note }: { value: string; note: string }) {
  return (
    <span className="flex items-baseline justify-between gap-3">
      <span className="font-mono text-mono">{value}</span>
      <span className="truncate text-label text-neutral-10">{note}</span>
    </span>
  );
}
