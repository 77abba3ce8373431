import { Parser } from "htmlparser2";
import type { JsonObject } from "@/lib/pipeline/context";

const lengthMax = 1000;

/** What a page says about itself in its head: title, description, name, address, language. */
export function readHomepage(html: string, url: string): JsonObject {
  const found: Record<string, string> = {};
  const note = (name: string, text: string | undefined) => {
    const clean = (text ?? "").replace(/\s+/g, " ").trim().slice(0, lengthMax);
    if (clean !== "") found[name] ??= clean;
  };
  let title: string | null = null;
  const parser = new Parser({
    onopentag(tag, attributes) {
      if (tag === "html") note("language", attributes["lang"]);
      if (tag === "title") title ??= "";
      if (tag === "meta") noteMeta(attributes, note);
      if (tag === "link" && attributes["rel"]?.toLowerCase() === "canonical") note("canonical", attributes["href"]);
    },
    ontext(text) {
      if (title !== null && found["title"] === undefined) title += text;
    },
    onclosetag(tag) {
      if (tag === "title" && title !== null) note("title", title);
    },
  });
  parser.write(html);
  parser.end();
  const { canonical, ogTitle, ogDescription, ...facts } = found;
  return {
    ...facts,
    ...(facts["title"] === undefined && ogTitle !== undefined ? { title: ogTitle } : {}),
    ...(facts["description"] === undefined && ogDescription !== undefined ? { description: ogDescription } : {}),
    url: webAddress(canonical, url),
  };
}

function noteMeta({ name, property, content }: { [attribute: string]: string }, note: (name: string, text: string | undefined) => void): void {
  const key = (property ?? name ?? "").toLowerCase();
  if (key === "description") note("description", content);
  if (key === "og:site_name") note("site_name", content);
  if (key === "og:title") note("ogTitle", content);
  if (key === "og:description") note("ogDescription", content);
}

function webAddress(canonical: string | undefined, url: string): string {
  if (canonical === undefined || !URL.canParse(canonical, url)) return url;
  const address = new URL(canonical, url);
  return /^https?:$/.test(address.protocol) ? address.href : url;
}
