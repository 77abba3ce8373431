import type { Json } from "@/lib/durable/contract";
import { cutTo } from "@/lib/destinations/cut-to";

const excerptMax = 400;

/** Members of the chats' messages that people read. */
const readNames = new Set(["title", "name", "subject", "text", "description", "value", "content"]);
/** What these send is data, shown as it is. */
const dataKinds = new Set(["webhook", "postgres"]);

/** The beginning of what a rendered message says, without the vendors' markup. */
export function messageExcerpt(kind: string, message: Json): string {
  const texts = dataKinds.has(kind) ? [JSON.stringify(message)] : [...new Set(textsOf(message).map(plain))];
  // A text that another one holds, as Slack's notification text does, says nothing new.
  return cutTo(texts.filter((text) => text !== "" && !texts.some((other) => other !== text && other.includes(text))).join(" · "), excerptMax);
}

function textsOf(value: Json): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return Object.entries(value).flatMap(([name, member]) => (typeof member === "string" ? (readNames.has(name) ? [member] : []) : textsOf(member)));
}

function plain(text: string): string {
  return text
    .replace(/<[^<>]{0,500}>/g, " ")
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();
}
