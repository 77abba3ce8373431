import type { Database } from "@/lib/db";
import { slugsStartingWith } from "./store";

/** `acme`, `acme-2`, …: a name as a slug that no connection has yet. */
export async function freeSlug(db: Database, organizationId: string, name: string): Promise<string> {
  const base = slugOf(name) || "connection";
  const taken = new Set(await slugsStartingWith(organizationId, db, base));
  let slug = base;
  for (let n = 2; taken.has(slug); n++) slug = `${base}-${n}`;
  return slug;
}

function slugOf(name: string): string {
  const plain = name.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "");
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 50).replace(/-+$/, "");
}
