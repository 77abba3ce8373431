import type { Prisma } from "@/generated/prisma/client";
import { takenSlugs } from "./store";

/** The slug itself if no pipeline has it, else with the lowest number that makes it free. */
export async function freeSlug(tx: Prisma.TransactionClient, organizationId: string, slug: string): Promise<string> {
  const taken = new Set(await takenSlugs(organizationId, tx, slug));
  let free = slug;
  for (let number = 2; taken.has(free); number += 1) free = `${slug.slice(0, 60)}-${number}`;
  return free;
}
