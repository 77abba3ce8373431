import type { Json } from "@/lib/durable/contract";
import type { JsonObject } from "@/lib/pipeline/context";

/** The object with a member changed; undefined takes the member out. */
export function withMember(object: JsonObject, name: string, value: Json | undefined): JsonObject {
  if (value !== undefined) return { ...object, [name]: value };
  const { [name]: _removed, ...rest } = object;
  return rest;
}

/** An empty optional value is left out: absent says "not set", empty would say "set to nothing". */
export function orAbsent(value: Json, isOptional: boolean): Json | undefined {
  const isEmpty = value === "" || (Array.isArray(value) ? value.length === 0 : typeof value === "object" && value !== null && Object.keys(value).length === 0);
  return isOptional && isEmpty ? undefined : value;
}

export function moveItem<T>(items: readonly T[], from: number, to: number): T[] {
  const [item, other] = [items[from], items[to]];
  if (item === undefined || other === undefined) return [...items];
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}

export function objectOf(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

export function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
}
