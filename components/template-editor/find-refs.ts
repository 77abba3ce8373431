import { scanRef } from "@/lib/pipeline/refs";

export type RefRange = { from: number; to: number; text: string };

/** Where a template's text holds refs, whether or not the rest of it parses. */
export function findRefs(source: string): RefRange[] {
  const found: RefRange[] = [];
  for (let at = source.indexOf("$"); at >= 0; at = source.indexOf("$", at)) {
    const scanned = scanRef(source, at, "inline");
    const to = scanned !== null && "ref" in scanned ? scanned.end : at + 1;
    if (to > at + 1) found.push({ from: at, to, text: source.slice(at, to) });
    at = to;
  }
  return found;
}

export function refAt(source: string, offset: number): RefRange | undefined {
  return findRefs(source).find(({ from, to }) => from <= offset && offset <= to);
}
