import type { Caller } from "@/lib/audit/store";
import { getConnection } from "@/lib/connections/get-connection";
import type { Database } from "@/lib/db";
import { isDestinationKind } from "@/lib/destinations/catalog";
import { UserError } from "@/lib/errors";
import { invalidField } from "@/lib/http/invalid-request";
import { createPipeline } from "@/lib/pipelines/create-pipeline";
import { freeSlug } from "@/lib/pipelines/free-slug";
import { saveSchema } from "@/lib/schemas/save-schema";
import { newestVersion } from "@/lib/schemas/store";
import { createSource } from "@/lib/sources/create-source";
import { findSource } from "@/lib/sources/store";
import { findRecipe } from "./catalog";
import { toDefinition } from "./to-definition";

const sourceSlug = "default";

export type UsedRecipe = { pipelineId: string; slug: string; source: string };

/**
 * A draft pipeline of the recipe into that kind, on the source `default`, with its event declared unless it is already.
 * `connection`: an id or slug; without one it is chosen in the builder. Throws UserError.
 */
export async function useRecipe(db: Database, caller: Caller, recipeSlug: string, { kind, connection }: { kind: string; connection?: string | undefined }): Promise<UsedRecipe> {
  const { organizationId } = caller;
  const recipe = findRecipe(recipeSlug);
  if (!recipe) throw new UserError("not_found", "There is no such recipe");
  if (!isDestinationKind(kind)) throw invalidField("kind", "expected the kind of a destination, such as slack");
  const chosen = connection === undefined ? null : await getConnection(db, organizationId, connection);
  if (chosen && chosen.kind !== kind) throw invalidField("connection", `expected a connection of the kind ${kind}, got one of ${chosen.kind}`);
  const source = (await findSource(organizationId, sourceSlug, db)) ?? (await createSource(caller, { slug: sourceSlug, kind: "api" }, db)).row;
  const isDeclared = (await newestVersion(organizationId, recipe.event, db.prisma)) > 0;
  if (!isDeclared) await saveSchema(caller, { yaml: recipe.schema, mode: "warn" }, db);
  const slug = await freeSlug(db.prisma, organizationId, recipe.slug);
  const definition = toDefinition(recipe, { slug, source: source.slug, kind, connection: chosen?.slug ?? "", target: {} });
  // Through JSON: a draft is stored as one.
  const { id } = await createPipeline(db, caller, JSON.parse(JSON.stringify(definition)));
  return { pipelineId: id, slug, source: source.slug };
}
