import { UpstreamError, UserError } from "@/lib/errors";
import { resolveText } from "@/lib/pipeline/refs";
import type { HttpPort } from "@/lib/ports/ports";
import type { StepExecutor, StepResult } from "../contract";
import { isDisposable, isFreeMail } from "../mail-domains";
import type { enrichCompany } from "./definition";
import type { Homepage } from "./fetch-homepage";

const pageCachedMs = 7 * 24 * 3_600_000;
const failureCachedMs = 3_600_000;

export const executeEnrichCompany: StepExecutor<typeof enrichCompany> = async ({ config, context, organizationId }, { http, cache }): Promise<StepResult> => {
  const domain = domainOf(resolveText(config.from, context));
  if (domain === null) return without("the event has no address, domain or URL there");
  if (isFreeMail(domain) || isDisposable(domain)) return without(`${domain} is a mail provider's`);
  const { value, isHit } = await cache.get<Homepage>(organizationId, `company:${domain}`, ({ error }) => (error === null ? pageCachedMs : failureCachedMs), () => loadHomepage(domain, http));
  if (value.error === null) return { kind: "continue", patch: { values: { enrich: { company: { domain, ...value.facts } } } }, facts: { cache: isHit ? "hit" : "miss" } };
  if (config.onError === "fail") {
    const message = `the home page of ${domain} could not be read: ${value.error}`;
    throw value.isFinal ? new UserError("invalid_request", message) : new UpstreamError(message);
  }
  return { kind: "continue", patch: { values: { enrich: { company: { domain } } } }, facts: { cache: isHit ? "hit" : "miss", error: value.error } };
};

/** The parsers of pages and robots.txt are loaded with the first one. */
async function loadHomepage(domain: string, http: HttpPort): Promise<Homepage> {
  const { fetchHomepage } = await import("./fetch-homepage");
  return fetchHomepage(domain, http);
}

function without(why: string): StepResult {
  return { kind: "continue", patch: { values: { enrich: { company: {} } } }, facts: { skipped: why } };
}

/** `ada@acme.io`, `https://www.acme.io/about` and `acme.io` are all acme.io's; null for anything else. */
function domainOf(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const text = value.trim().replace(/^.*@/, "");
  const url = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  // A name with a dot; addresses in numbers are nobody's company.
  return /^(?=.{4,253}$)([a-z0-9-]+\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(hostname) ? hostname.replace(/^www\./, "") : null;
}
