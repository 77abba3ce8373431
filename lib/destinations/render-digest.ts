import type { Json } from "@/lib/durable/contract";
import { destinationDefinition } from "./catalog";
import type { Digest } from "./contract";

/** One message for many events of one destination. Pure. Throws for a kind that gathers nothing: none of it may be stored. */
export function renderDigest(kind: string, digest: Digest): Json {
  const render = destinationDefinition(kind)?.renderDigest;
  if (!render) throw new Error(`a destination of kind ${kind} gathers nothing`);
  return render(digest);
}
