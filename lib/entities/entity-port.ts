import { UserError } from "@/lib/errors";
import type { Database } from "@/lib/db";
import { announceChange } from "@/lib/live/announce-change";
import type { EntityPort } from "@/lib/ports/ports";
import { entityInputSchema } from "./entity-input";
import { jsonObjectSchema } from "./json-object";
import { findTraits, writeEntity } from "./store";

/** The entities of the database, for steps. */
export function databaseEntities(db: Database): EntityPort {
  return {
    async find(organizationId, kind, externalId) {
      const traits = await findTraits(organizationId, db.pool, kind, externalId);
      return traits === null ? null : jsonObjectSchema.parse(traits);
    },
    async write(organizationId, { kind, externalId, traits, ticket }) {
      const parsed = entityInputSchema.safeParse({ kind, external_id: externalId, traits });
      if (!parsed.success) throw new UserError("invalid_request", `the entity ${kind} ${externalId} can't be stored: ${parsed.error.issues[0]?.message ?? "its traits do not fit"}`);
      const written = await writeEntity(organizationId, db.pool, parsed.data, ticket, { once: true });
      if (!written) throw new UserError("invalid_request", `the traits of ${kind} ${externalId} would be too large together`);
      announceChange(organizationId, "entities");
      return jsonObjectSchema.parse(written.row.traits);
    },
  };
}
