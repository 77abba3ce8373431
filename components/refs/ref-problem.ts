import { isRefError, parseRef, type Ref } from "@/lib/pipeline/refs";
import type { RefSuggestion } from "./ref-suggestion";

/** `error`: it can't be a ref. `warning`: it is one, and nothing we know of fills it. */
export type RefProblem = { severity: "error" | "warning"; message: string };

/** What speaks against a text as a ref at a place where `suggestions` can be read; null when nothing does. */
export function refProblem(text: string, suggestions: readonly RefSuggestion[]): RefProblem | null {
  if (text === "") return null;
  const ref = parseRef(text);
  if (isRefError(ref)) return { severity: "error", message: `column ${ref.column}: ${ref.error}` };
  const known = suggestions.flatMap((suggestion) => knownRef(suggestion, ref));
  if (isKnown(shorten(ref), known)) return null;
  if (ref.root !== "event") return { severity: "warning", message: `always empty here: no earlier step writes ${text}` };
  // Without events nothing is known of payloads, so nothing in them is unknown.
  const isPayloadKnown = known.some(({ path: [first] }) => first !== undefined && !ownNames.has(first));
  return isPayloadKnown ? { severity: "warning", message: "no recent event has this field" } : null;
}

type KnownRef = { path: Ref["path"]; type: string };

function knownRef({ ref, type }: RefSuggestion, { root }: Ref): KnownRef[] {
  const parsed = parseRef(ref);
  return isRefError(parsed) || parsed.root !== root ? [] : [{ path: shorten(parsed), type }];
}

/** It is one of the known refs or above one; or below one whose inside is not known. */
function isKnown(wanted: Ref["path"], known: KnownRef[]): boolean {
  return known.some(({ path, type }) => {
    if (startsWith(path, wanted)) return true;
    const isScalar = ["string", "number", "boolean", "datetime"].includes(type);
    return startsWith(wanted, path) && !isScalar && !known.some((other) => other.path.length > path.length && startsWith(other.path, path));
  });
}

const ownNames = new Set<string | number>(["id", "type", "received_at", "occurred_at", "payload", "meta"]);

/** `$event.payload.a` reads what `$event.a` does, where `a` is no name of the event itself. */
function shorten({ root, path }: Ref): Ref["path"] {
  const [first, second] = path;
  return root === "event" && first === "payload" && second !== undefined && !ownNames.has(second) ? path.slice(1) : path;
}

function startsWith(path: Ref["path"], beginning: Ref["path"]): boolean {
  return beginning.length <= path.length && beginning.every((segment, index) => isSame(segment, path[index]));
}

/** What is known of a list is known of its first item, which stands for all. */
function isSame(one: string | number, other: string | number | undefined): boolean {
  return String(one) === String(other) || (isIndex(one) && isIndex(other));
}

function isIndex(segment: string | number | undefined): boolean {
  return typeof segment === "number" || (segment !== undefined && /^\d+$/.test(segment));
}
