import type { Database } from "@/lib/db";
import { isModelKind, type ModelKind } from "./model-kinds";
import { unsealConnection } from "./open-connection";
import { findSealedConnection } from "./store";

export type ModelConnection = { id: string; kind: ModelKind; apiKey?: string; baseUrl?: string; revision: number };

/** A connection to a language model by id or slug; null when there is none or it is of another sort. */
export async function loadModelConnection(db: Database, organizationId: string, idOrSlug: string): Promise<ModelConnection | null> {
  const sealed = await findSealedConnection(organizationId, db, idOrSlug);
  if (!sealed || !isModelKind(sealed.kind)) return null;
  const { config } = await unsealConnection(db, organizationId, sealed);
  return {
    id: sealed.id,
    kind: sealed.kind,
    revision: sealed.revision,
    ...(typeof config.apiKey === "string" ? { apiKey: config.apiKey } : {}),
    ...(typeof config.baseUrl === "string" ? { baseUrl: config.baseUrl } : {}),
  };
}
