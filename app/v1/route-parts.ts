import { z } from "zod";
import type { Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { actorName, type Actor } from "@/lib/http/authenticate";
import { livePorts } from "@/lib/live-ports";
import type { Ports } from "@/lib/ports/ports";

/** An id, or where the resource has one, its slug. */
export const idParams = z.object({ id: z.string().min(1).max(64) });

/** An event type, which may hold slashes. */
export const typeParams = z.object({ type: z.string().min(1).max(300) });

/** A definition or config as it came: its own schema looks closer. */
export const jsonObject = z.record(z.string(), z.json());

export function callerOf(actor: Actor): Caller {
  return { organizationId: actor.organizationId, actor: actorName(actor) };
}

const ports = new WeakMap<Database, Ports>();

/** One set a database: its HTTP client keeps connections open. */
export function portsOf(db: Database): Ports {
  let found = ports.get(db);
  if (!found) ports.set(db, (found = livePorts(db)));
  return found;
}

export function dataOf<T extends z.ZodType>(resource: T) {
  return z.object({ data: resource });
}
