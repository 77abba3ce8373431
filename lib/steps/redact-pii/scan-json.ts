import type { Json } from "@/lib/durable/contract";
import { UserError } from "@/lib/errors";

/** Deeper, a path to each value would cost more than the value; nothing that people send comes near. */
const DEPTH_MAX = 100;

export type Path = (string | number)[];

/** `key` is the nearest object key above the value, "" if there is none. A key's own text is visited with `isKey`. */
export type Visit = (text: string, path: Path, key: string, isKey: boolean) => void;

/** Every string, number and object key in `value`, in the document's order. */
export function scanJson(value: Json, path: Path, visit: Visit): void {
  scan(value, path, lastKey(path), visit);
}

function scan(value: Json, path: Path, key: string, visit: Visit): void {
  if (typeof value === "string") return visit(value, path, key, false);
  if (typeof value === "number") return visit(String(value), path, key, false);
  if (typeof value !== "object" || value === null) return;
  if (path.length >= DEPTH_MAX) {
    throw new UserError("invalid_request", `redact.pii reads payloads nested up to ${DEPTH_MAX} levels, this one is deeper`);
  }
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) scan(value[i] ?? null, [...path, i], key, visit);
    return;
  }
  for (const name of Object.keys(value)) {
    const inner = [...path, name];
    visit(name, inner, "", true);
    scan(value[name] ?? null, inner, name, visit);
  }
}

function lastKey(path: Path): string {
  for (let i = path.length - 1; i >= 0; i--) {
    const segment = path[i];
    if (typeof segment === "string") return segment;
  }
  return "";
}

/** Where `path` leads in `value`. A name met in an array is looked up in each of its items: `messages.text`. */
export function pathsIn(value: Json, path: Path): { path: Path; value: Json }[] {
  let found: { path: Path; value: Json }[] = [{ path: [], value }];
  for (const segment of path) found = found.flatMap((place) => stepInto(place, segment));
  return found;
}

function stepInto(place: { path: Path; value: Json }, segment: string | number): { path: Path; value: Json }[] {
  const { value, path } = place;
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) {
    if (typeof segment === "string") return value.flatMap((item, i) => (Array.isArray(item) ? [] : stepInto({ path: [...path, i], value: item }, segment)));
    const item = value[segment];
    return item === undefined ? [] : [{ path: [...path, segment], value: item }];
  }
  const name = String(segment);
  return Object.hasOwn(value, name) ? [{ path: [...path, name], value: value[name] ?? null }] : [];
}
