import type { Json } from "@/lib/durable/contract";
import { instantOf } from "@/lib/pipeline/dates";
import { escapeDiscord, escapeUrl, type Position } from "@/lib/pipeline/escape";
import type { RunContext } from "@/lib/pipeline/context";
import { printPath } from "@/lib/pipeline/problems";
import { jsonTemplateOf, renderJson } from "@/lib/pipeline/template-json";
import { numberOf } from "@/lib/pipeline/text";
import type { RenderRefusal } from "../contract";
import { isWebUrl } from "../is-web-url";
import { discordMessage, type DiscordMessage } from "./message";

/**
 * Embeds as the author wrote them. What an event brings never makes Discord refuse the whole: a member that it would not
 * take is left out, and noted. Refused is what no event could make right: a member that Discord's message doesn't have.
 */
export function jsonMessage(body: string, context: RunContext): { message: DiscordMessage; notes: string[] } | RenderRefusal {
  const rendered = renderJson(jsonTemplateOf(body), context, { escape: (value, position, { key }) => escapeIn(key, value, position), typed: (value, { key }) => typedIn(key, value) });
  const notes: string[] = [];
  const parsed = discordMessage.safeParse(mend(rendered, [], notes));
  if (parsed.success) return { message: parsed.data, notes };
  const [issue] = parsed.error.issues;
  return { refused: { code: "invalid_message", detail: `expected { content, embeds } as Discord documents them: ${issue?.path.join(".")}: ${issue?.message}` } };
}

/** Nothing to see: Discord takes it for missing. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Cc}]*$/u.test(text);
}

const urlKeys = new Set<string | null>(["url", "icon_url"]);
/** Neither texts nor links: nothing in them is markup. */
const plainKeys = new Set<string | null>(["timestamp", "color", "inline"]);
const textKeys = new Set<string | null>(["content", "title", "description", "text", "name", "value"]);

function escapeIn(key: string | null, value: string, position: Position): string {
  if (plainKeys.has(key)) return value;
  return urlKeys.has(key) ? escapeUrl(value, position === "text" ? "urlPart" : position) : escapeDiscord(value, position);
}

/** A whole object of an event would be an embed of its sender's choice, so it turns into text. */
function typedIn(key: string | null, value: Json): Json {
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (plainKeys.has(key)) return text;
  return urlKeys.has(key) ? escapeUrl(text, "url") : escapeDiscord(text);
}

type Path = (string | number)[];

/** The value as Discord takes it; undefined where it is to be left out. */
function mend(value: Json, path: Path, notes: string[]): Json | undefined {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map((item, index) => mend(item, [...path, index], notes)).filter((item) => item !== undefined);
  if (typeof value === "object") return mendObject(value, path, notes);
  const key = keyOf(path);
  const problem = problemOf(key, value);
  if (problem !== null) notes.push(`${printPath(path)} was left out: expected ${problem}`);
  if (problem !== null) return undefined;
  if (textKeys.has(key)) return isBlank(String(value)) ? undefined : String(value);
  if (key === "color") return numberOf(value) ?? undefined;
  return key === "timestamp" ? isoTimeOf(value) ?? undefined : value;
}

/** What each of these is nothing without. */
const essential: Record<string, string> = { footer: "text", author: "name", image: "url", thumbnail: "url" };

function mendObject(value: { [name: string]: Json }, path: Path, notes: string[]): Json | undefined {
  const members = Object.entries(value).flatMap(([name, member]): [string, Json][] => {
    const mended = mend(member, [...path, name], notes);
    return mended === undefined ? [] : [[name, mended]];
  });
  const key = keyOf(path) ?? "";
  const object: { [name: string]: Json } = { ...(key === "fields" ? { name: "–", value: "–" } : {}), ...Object.fromEntries(members) };
  const needed = Object.hasOwn(essential, key) ? essential[key] : undefined;
  return needed === undefined || Object.hasOwn(object, needed) ? object : undefined;
}

/** What was expected instead; null where it is that. */
function problemOf(key: string | null, value: string | number | boolean): string | null {
  if (urlKeys.has(key)) return typeof value === "string" && isWebUrl(value) ? null : "an http or https address";
  if (key === "timestamp") return isoTimeOf(value) === null ? "a time" : null;
  if (key === "inline") return typeof value === "boolean" ? null : "true or false";
  if (key !== "color") return null;
  const color = numberOf(value) ?? -1;
  return Number.isInteger(color) && color >= 0 && color <= 0xffffff ? null : "a number from 0 to 16777215";
}

function isoTimeOf(value: Json): string | null {
  const instant = instantOf(value);
  const time = instant === null ? "" : new Date(instant).toISOString();
  // Years of more than four digits have a sign in front.
  return /^\d{4}-/.test(time) ? time : null;
}

/** The nearest name above it. */
function keyOf(path: Path): string | null {
  return path.findLast((part) => typeof part === "string") ?? null;
}
