export type IdTarget = { label: string; kind: "event" | "run" | "delivery" | "pipeline"; id: string };

const kinds = { evt: "event", run: "run", dlv: "delivery", pl: "pipeline" } as const;
const idPattern = /\b(evt|run|dlv|pl)_[0-9A-HJKMNP-TV-Z]{26}\b/i;

/** An id anywhere in what was typed or pasted: a log line and a link hold one too. */
export function idTarget(text: string): IdTarget | null {
  const found = idPattern.exec(text)?.[0];
  if (!found) return null;
  const [prefix = "", ulid = ""] = found.split("_");
  const known = Object.entries(kinds).find(([name]) => name === prefix.toLowerCase());
  if (!known) return null;
  const kind = known[1];
  return { kind, id: `${known[0]}_${ulid.toUpperCase()}`, label: `Open ${kind}` };
}
