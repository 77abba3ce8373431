import type { Database } from "@/lib/db";
import type { Problem } from "@/lib/errors";
import type { Draft } from "./draft";
import { named, wrongConnection } from "./resolve-definition";
import { findConnections } from "./store";

/** One for each destination whose connection the organization does not have, or has of another kind. */
export async function connectionProblems(db: Database, organizationId: string, { destinations }: Draft): Promise<Problem[]> {
  const names = destinations.flatMap(({ connection }) => (typeof connection === "string" ? connection : []));
  const connections = names.length === 0 ? [] : await findConnections(organizationId, db, names);
  return destinations.flatMap(({ kind, connection }, index) => {
    // One that names none has a problem already.
    if (typeof connection !== "string" || typeof kind !== "string") return [];
    const found = named(connections, connection);
    return found?.kind === kind ? [] : [{ path: connectionPath(index), message: wrongConnection({ kind, connection }, found) }];
  });
}

export function connectionPath(index: number): string {
  return `destinations[${index}].connection`;
}
