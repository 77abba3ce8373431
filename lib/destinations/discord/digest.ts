import type { Json } from "@/lib/durable/contract";
import { escapeDiscord } from "@/lib/pipeline/escape";
import type { Digest } from "../contract";
import { digestNames, linesThatFit } from "../digest-parts";
import { discordLimits } from "./limits";
import { discordMessage, type DiscordMessage } from "./message";

const labelMax = 120;

/** How many and of what; since when, and the title of each event as a link to it, oldest first. */
export function discordDigest(digest: Digest): Json {
  const { count, sinceMs, events, listUrl } = digest;
  const names = digestNames(digest);
  // Shown in each reader's own time zone; a title shows no moment.
  const since = `Since <t:${Math.floor(sinceMs / 1000)}:f>`;
  const lines = linesThatFit(
    events.map(({ message, url }) => `• [${lineOf(message)}](${url})`),
    count,
    (left) => `… and [${left} more](${listUrl})`,
    (shown) => [since, ...shown].join("\n").length <= discordLimits.description,
  );
  const [first] = discordMessage.safeParse(events[0]?.message).data?.embeds ?? [];
  const message: DiscordMessage = {
    embeds: [{ title: `${count} events${names === "" ? "" : `: ${escapeDiscord(names)}`}`, ...(first?.color === undefined ? {} : { color: first.color }), description: [since, ...lines].join("\n") }],
  };
  return message;
}

/** What a reader would take for its headline. */
function lineOf(message: Json): string {
  const { content, embeds = [] } = discordMessage.safeParse(message).data ?? {};
  const [{ title, description, author, fields = [] } = {}] = embeds;
  const [field] = fields;
  const texts = [title, content, description, author?.name, field && `${field.name}: ${field.value}`];
  const line = texts.map((text) => firstLine(text ?? "")).find((text) => text !== "") ?? "Open event";
  return cutTokens(line, labelMax);
}

function firstLine(text: string): string {
  return linkLabel(text).trim().split("\n")[0]?.replace(/\s+/g, " ").trim() ?? "";
}

/**
 * Makes markup fit within a link. Values are escaped already, except for those in code, where a backslash shows as
 * itself: out of it, they are escaped now. Of the template's own links the label stays, its other brackets become plain.
 */
function linkLabel(markdown: string): string {
  return markdown
    .replace(/\\[\s\S]|(`+)([\s\S]*?)\1/g, (token: string, ticks: string | undefined, code: string | undefined) => (ticks === undefined ? token : escapeDiscord(code ?? "")))
    .replace(/\\[\s\S]|\[((?:\\[\s\S]|[^\\[\]])*)\]\((?:\\[\s\S]|[^\\()])*\)/g, (token: string, label: string | undefined) => label ?? token)
    .replace(/\\[\s\S]|[[\]()`]/g, (token) => (token.length > 1 ? token : `\\${token}`));
}

/** No escaped character is torn from its backslash. */
function cutTokens(markdown: string, max: number): string {
  if (markdown.length <= max) return markdown;
  let kept = "";
  for (const [token] of markdown.matchAll(/\\[\s\S]|[\s\S]/gu)) {
    if (kept.length + token.length > max - 1) break;
    kept += token;
  }
  return `${kept.trimEnd()}…`;
}
