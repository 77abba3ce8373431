import { isObject } from "./apply-patch";
import type { ContextPatch, RedactionFinding } from "./context";
import { printRef, refRoots } from "./refs";

/** Refs of what a patch changes: the values it writes, and where redact.pii found something that a column redacts. */
export function changedRefs({ values = {}, redaction }: ContextPatch): string[] {
  const written = Object.entries(values).flatMap(([name, value]) => {
    const root = refRoots.find((known) => known === name);
    if (!root) return [];
    if (root === "output" || !isObject(value)) return [printRef({ root, path: [] })];
    return Object.keys(value).map((key) => printRef({ root, path: [key] }));
  });
  const columns = Object.values(redaction?.columns ?? {});
  const redacted = (redaction?.findings ?? []).filter(({ detector }) => columns.some((column) => (column[detector] ?? "keep") !== "keep"));
  return [...new Set([...written, ...redacted.map(findingRef)])];
}

function findingRef({ root, path }: RedactionFinding): string {
  if (root === "payload") return printRef({ root: "event", path });
  if (root === "meta") return printRef({ root: "event", path: ["meta", ...path] });
  const [first, ...rest] = path;
  const valueRoot = refRoots.find((known) => known === first);
  return valueRoot ? printRef({ root: valueRoot, path: rest }) : printRef({ root: "event", path });
}
