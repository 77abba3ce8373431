import { z } from "zod";
import type { Problem } from "@/lib/errors";
import { isDuration, parseDuration } from "@/lib/pipeline/durations";
import { oneLine } from "@/lib/pipeline/one-line";
import { field } from "@/lib/schema-form/field";
import { defineStep } from "../contract";

/** Written by steps of their own. */
const takenNames = new Set(["person", "company"]);
const cacheMsMax = 30 * 86_400_000;

export const enrichHttp = defineStep({
  id: "enrich.http",
  version: 1,
  category: "ENR",
  title: "Ask a service",
  summary: "Calls an address of yours and keeps the JSON that it answers.",
  config: z.strictObject({
    name: field.text({ label: "Name", help: "Read as $enrich.<name>.", placeholder: "account" }, 64),
    method: field.select({ label: "Method" }, ["GET", "POST"]),
    url: field.template({ label: "Address", help: "Values of the event are encoded for a URL.", placeholder: "https://api.example.com/accounts/$event.customer_id" }, 3000),
    body: field.jsonTemplate({ label: "Body", help: "Of a POST. A JSON document with refs." }).optional(),
    headers: field.map({ label: "Headers", help: "Kept in the pipeline's definition, where everybody who sees it reads them.", isAdvanced: true }, field.text({ label: "Value" }, 2000)).optional(),
    timeoutMs: field.number({ label: "Time limit, ms", help: "5,000 unless given; 30,000 at most.", isAdvanced: true }, z.number().int().min(100).max(30_000)).optional(),
    cacheFor: field.duration({ label: "Remember the answer for", help: "The same request is not made again before.", isAdvanced: true }).optional(),
    onError: field.select({ label: "If it fails" }, ["continue", "fail"], { continue: "Go on without it", fail: "Fail the run" }).optional(),
  }),
  initial: { name: "", method: "GET", url: "" },
  needs: ["http", "cache"],
  reads: "strictest",
  writes: ({ name }) => [["enrich", name]],
  describe: ({ name, method, url }) => oneLine(`${name}: ${method} ${url.replace(/^https?:\/\//, "").replace(/\?.*$/s, "") || "no address yet"}`),
  check: ({ name, method, url, body, headers = {}, cacheFor }) => [
    ...checkName(name),
    ...(/^https?:\/\/[^\s/$]/i.test(url) ? [] : [{ path: "url", message: "expected an address that begins with https:// or http:// and a host; only what comes after may hold refs" }]),
    ...(body !== undefined && method === "GET" ? [{ path: "body", message: "expected no body, as the method is GET" }] : []),
    ...checkHeaders(headers),
    ...(cacheFor === undefined || (isDuration(cacheFor) && parseDuration(cacheFor) <= cacheMsMax) ? [] : [{ path: "cacheFor", message: `expected a duration of at most 30d, got "${cacheFor}"` }]),
  ],
});

function checkName(name: string): Problem[] {
  if (takenNames.has(name)) return [{ path: "name", message: `expected another name: $enrich.${name} is written by enrich.${name}` }];
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? [] : [{ path: "name", message: "expected a name of letters, digits and _, as in account" }];
}

function checkHeaders(headers: { [name: string]: string }): Problem[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]{1,100}$/i.test(name)) return [{ path: `headers.${name}`, message: "expected a header name" }];
    if (/^(host|connection|content-length|transfer-encoding|expect|upgrade|te|trailer)$/i.test(name)) return [{ path: `headers.${name}`, message: "this header can't be set" }];
    return /^[\x20-\x7e]*$/.test(value) ? [] : [{ path: `headers.${name}`, message: "expected printable ASCII characters" }];
  });
}
