"use client";

import { createContext, useContext, type ComponentType } from "react";
import type { Json } from "@/lib/durable/contract";
import type { Problem } from "@/lib/errors";
import type { JsonObject } from "@/lib/pipeline/context";
import type { FieldNode } from "./field-node";

export type FormFieldProps = {
  node: FieldNode;
  /** In the config: `labels[0].name`. */
  path: string;
  value: Json | undefined;
  /** Undefined leaves the field out. */
  onChange: (value: Json | undefined) => void;
  /** Read out, and not shown where something else says it. */
  hiddenLabel?: string;
};

/** What every field of one form shares. */
export type FormScope = {
  problems: readonly Problem[];
  disabled: boolean;
  /** The step or destination kind: some fields have a control of their own there. */
  kind: string | undefined;
  /** Names of fields whose stored value is write-only. */
  secretsSet: readonly string[];
  /** The whole config: some fields choose among what others name. */
  config: JsonObject;
  /** Ids of the pipeline's destinations. */
  destinationIds: readonly string[];
  /** Begins the ids of inputs. */
  idPrefix: string;
  /** Draws a field inside of another: handed on here, since fields hold controls and controls hold fields. */
  Field: ComponentType<FormFieldProps>;
};

export const FormContext = createContext<FormScope | null>(null);

export function useFormScope(): FormScope {
  const scope = useContext(FormContext);
  if (!scope) throw new Error("fields stand inside of a SchemaForm");
  return scope;
}

/** What is wrong with the field at `path` itself. */
export function problemAt(problems: readonly Problem[], path: string): string | undefined {
  return problems.find((problem) => problem.path === path)?.message;
}

/** What is wrong inside of it. */
export function problemsBelow(problems: readonly Problem[], path: string): Problem[] {
  return problems.filter((problem) => problem.path.startsWith(`${path}.`) || problem.path.startsWith(`${path}[`));
}

/** The same with paths relative to it. */
export function relativeProblems(problems: readonly Problem[], path: string): Problem[] {
  const inside = problemsBelow(problems, path).map((problem) => ({ ...problem, path: problem.path.slice(path.length).replace(/^\./, "") }));
  const own = problemAt(problems, path);
  return own === undefined ? inside : [{ path: "", message: own }, ...inside];
}
