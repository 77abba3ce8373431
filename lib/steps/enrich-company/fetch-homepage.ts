import robotsParser from "robots-parser";
import type { JsonObject } from "@/lib/pipeline/context";
import type { HttpOutcome, HttpPort } from "@/lib/ports/ports";
import { readHomepage } from "./read-homepage";

/** What a site's robots.txt calls us. */
const userAgent = "IngestlayerBot";
const headers = { "user-agent": `${userAgent} (home pages for event enrichment)`, accept: "text/html" };
const redirectsMax = 3;
const timeoutMs = 5000;
const pageBytesMax = 512 * 1024;
const robotsBytesMax = 128 * 1024;

/** `error` in words where there is no page to read; `isFinal` where asking again soon won't help. */
export type Homepage = { facts: JsonObject; error: string | null; isFinal: boolean };

/** The home page of a domain, over https or else http. Each redirect goes through the guard and its own site's robots.txt. */
export async function fetchHomepage(domain: string, http: HttpPort): Promise<Homepage> {
  const overTls = await follow(`https://${domain}/`, http);
  return overTls === "unreachable" ? orNothing(await follow(`http://${domain}/`, http)) : overTls;
}

async function follow(start: string, http: HttpPort): Promise<Homepage | "unreachable"> {
  let url = start;
  for (let redirects = 0; redirects <= redirectsMax; redirects += 1) {
    if (!(await mayRead(url, http))) return nothing(`${new URL(url).host} does not want its page to be read by programs`, true);
    const outcome = await http.send({ method: "GET", url, headers, timeoutMs, bodyBytesMax: pageBytesMax });
    if (outcome.kind === "unsent" && redirects === 0) return "unreachable";
    const target = redirectTarget(outcome, url);
    if (target === null) return readAnswer(outcome, url);
    url = target;
  }
  return nothing(`the page redirects more than ${redirectsMax} times`, true);
}

function redirectTarget(outcome: HttpOutcome, url: string): string | null {
  if (outcome.kind !== "response" || outcome.status < 300 || outcome.status >= 400) return null;
  const location = outcome.headers["location"] ?? "";
  if (!URL.canParse(location, url)) return null;
  const target = new URL(location, url);
  return /^https?:$/.test(target.protocol) ? target.href : null;
}

function readAnswer(outcome: HttpOutcome, url: string): Homepage {
  if (outcome.kind === "refused") return nothing(outcome.detail, true);
  if (outcome.kind !== "response") return nothing(outcome.detail, false);
  const { status, headers: answered, body } = outcome;
  if (status !== 200) return nothing(`the page answered HTTP ${status}`, status < 500);
  if (!/^(text\/html|application\/xhtml\+xml)\b/i.test(answered["content-type"] ?? "")) return nothing("the page is no HTML", true);
  // A page that is cut at the limit has its head in the part that came.
  return { facts: readHomepage(body, url), error: null, isFinal: true };
}

/** Without a robots.txt all may be read; one that can't be had now (5xx) forbids, as RFC 9309 has it. */
async function mayRead(url: string, http: HttpPort): Promise<boolean> {
  const robotsUrl = new URL("/robots.txt", url).href;
  const outcome = await http.send({ method: "GET", url: robotsUrl, headers: { "user-agent": headers["user-agent"] }, timeoutMs, bodyBytesMax: robotsBytesMax });
  if (outcome.kind !== "response") return true;
  if (outcome.status >= 500) return false;
  if (outcome.status !== 200) return true;
  return robotsParser(robotsUrl, outcome.body).isAllowed(url, userAgent) ?? true;
}

function orNothing(homepage: Homepage | "unreachable"): Homepage {
  return homepage === "unreachable" ? nothing("the site could not be reached", false) : homepage;
}

function nothing(error: string, isFinal: boolean): Homepage {
  return { facts: {}, error, isFinal };
}
