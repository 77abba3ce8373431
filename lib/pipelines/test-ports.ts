import type { Ports } from "@/lib/ports/ports";

/** What a test takes the place of, so that it leaves no trace: it takes no real event's place in a window and writes no entity. */
export function testPorts({ entities }: Ports): Pick<Ports, "windows" | "entities"> {
  return {
    windows: { take: async () => ({ kind: "taken", atMs: 0 }) },
    entities: {
      find: entities.find,
      async write(organizationId, { kind, externalId, traits }) {
        const known = await entities.find(organizationId, kind, externalId);
        return Object.fromEntries(Object.entries({ ...known, ...traits }).filter(([, value]) => value !== null));
      },
    },
  };
}
