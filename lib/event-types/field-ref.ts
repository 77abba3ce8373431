import { printRef, type RefRoot } from "@/lib/pipeline/refs";

/** A place in a document: names of members, indices of lists. */
export type FieldPath = readonly (string | number)[];

/** `$event.<name>` reads these of the event itself, so a payload's field of that name is reached through `payload`. */
const ownNames = new Set<string | number>(["id", "type", "received_at", "occurred_at", "payload", "meta"]);

/** The ref that reads a place in the payload, or in what a step wrote. */
export function fieldRef(path: FieldPath, root: RefRoot = "event"): string {
  const [first] = path;
  const isHidden = root === "event" && first !== undefined && ownNames.has(first);
  return printRef({ root, path: isHidden ? ["payload", ...path] : [...path] });
}
