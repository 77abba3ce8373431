import type { MetadataRoute } from "next";
import { destinationKinds } from "@/lib/destinations/catalog";
import { env } from "@/lib/env";
import { recipeCatalog } from "@/lib/recipes/catalog";

export const dynamic = "force-dynamic";

/** What is there for everybody. */
export default function sitemap(): MetadataRoute.Sitemap {
  const { publicUrl } = env();
  const recipes = recipeCatalog.flatMap(({ slug }) => destinationKinds.map((kind) => ({ url: `${publicUrl}/recipes/${slug}/${kind}` })));
  return [{ url: `${publicUrl}/recipes` }, { url: `${publicUrl}/docs/api` }, ...recipes];
}
