import type { HttpOutcome, Ports } from "@/lib/ports/ports";
import type { Recipe } from "./contract";

/** What the steps of a recipe may ask, answered from its samples. A model is not among it: labels go by keyword here. */
export function samplePorts({ entities = [], homepage }: Recipe): Pick<Ports, "http" | "cache" | "windows" | "entities"> {
  return {
    http: {
      async send({ url }): Promise<HttpOutcome> {
        const isHomepage = homepage !== undefined && url === `https://${homepage.domain}/`;
        return { kind: "response", status: isHomepage ? 200 : 404, headers: { "content-type": "text/html" }, body: isHomepage ? pageOf(homepage) : "", truncated: false, durationMs: 1 };
      },
    },
    cache: { get: async (_organizationId, _key, _ttlMs, load) => ({ value: await load(), isHit: false }) },
    windows: { take: async () => ({ kind: "taken", atMs: 0 }) },
    entities: {
      find: async (_organizationId, kind, externalId) => entities.find((entity) => entity.kind === kind && entity.externalId === externalId)?.traits ?? null,
      write: async (_organizationId, { traits }) => traits,
    },
  };
}

function pageOf({ title, description, siteName }: NonNullable<Recipe["homepage"]>): string {
  return `<title>${title}</title><meta name="description" content="${description}"><meta property="og:site_name" content="${siteName}">`;
}
