import { withoutTrace } from "@/lib/adapters/postgres/in-transaction";
import { postgresWindows } from "@/lib/adapters/postgres/window-places";
import type { Database } from "@/lib/db";
import type { Ports } from "@/lib/ports/ports";

/** What a test takes the place of, so that it leaves no trace: it learns what a window would say, and writes no entity. */
export function testPorts(db: Database, { clock, entities }: Ports): Pick<Ports, "windows" | "entities"> {
  return {
    windows: { take: (place) => withoutTrace(db.pool, (client) => postgresWindows(client, clock).take(place)) },
    entities: {
      find: entities.find,
      async write(organizationId, { kind, externalId, traits }) {
        const known = await entities.find(organizationId, kind, externalId);
        return Object.fromEntries(Object.entries({ ...known, ...traits }).filter(([, value]) => value !== null));
      },
    },
  };
}
