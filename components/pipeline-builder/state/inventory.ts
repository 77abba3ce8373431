import { type ConnectionResource } from "@/lib/connections/connection-resource";

/** What of the organization a pipeline can name; undefined while it is loading. */
export type Inventory = {
  sources: readonly InventorySource[] | undefined;
  connections: readonly InventoryConnection[] | undefined;
};

export type InventorySource = { id: string; slug: string; name: string; kind: string; status: string };
export type InventoryConnection = Pick<ConnectionResource, "id" | "slug" | "name" | "kind" | "summary" | "attention" | "config" | "secrets_set">;

/** By id first: a slug may look like another's id. */
export function findNamed<Row extends { id: string; slug: string }>(rows: readonly Row[] | undefined, idOrSlug: string): Row | undefined {
  return rows?.find(({ id }) => id === idOrSlug) ?? rows?.find(({ slug }) => slug === idOrSlug);
}
