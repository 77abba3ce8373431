import { wellFormed } from "./well-formed";

/**
 * Where in the message a value lands. `url`: it is a whole link target; `urlPart`: it follows literal text within one;
 * `code`: it is inside a code span or block.
 */
export type Position = "text" | "url" | "urlPart" | "code";

/** Makes one value inert. Called for each interpolated value, never for the template's own text. */
export type Escape = (value: string, position?: Position) => string;

/** For plain texts that nobody parses, and values that get their encoding elsewhere. */
export const escapeNone: Escape = (value) => value;

/**
 * Slack parses `& < >` only (docs.slack.dev, formatting-message-text) and has no escape for `* _ ~`, which merely format.
 * Needs `verbatim: true` on the text object: else Slack links bare URLs by itself.
 */
export const escapeSlack: Escape = (value, position = "text") => {
  if (position === "url") return escapeSlackUrl(value);
  if (position === "urlPart") return encodePart(value);
  return entities(position === "code" ? closeNoCode(value) : value);
};

/** The target in `<…|label>`: `http`, `https` and `mailto` only, else nothing. */
export const escapeSlackUrl = (value: string): string =>
  linkTarget(value).replace(/&/g, "&amp;");

/** A field that is itself a URL, in JSON: same schemes, no markup around it. */
export const escapeUrl: Escape = (value, position = "url") => (position === "urlPart" ? encodePart(value) : safeUrl(value));

/**
 * Telegram's HTML mode parses `& < >`, and turns `@name`, `/command`, `#tag` and `$TAG` of plain text into entities by
 * itself: a word joiner behind the sign keeps it plain. At the value's end, too: the next value could complete it.
 */
export const escapeTelegramHtml: Escape = (value, position = "text") => {
  if (position === "url" || position === "urlPart") return escapeHtml(value, position);
  return escapeHtml(value.replace(/(?<![\p{L}\p{N}_])[@#$](?=[\p{L}\p{N}_]|$)|(?<![\p{L}\p{N}_/])\/(?=[\p{L}\p{N}_]|$)/gu, `$&${wordJoiner}`));
};

/** Text and double-quoted or single-quoted attributes. */
export const escapeHtml: Escape = (value, position = "text") => {
  const text = position === "url" ? linkTarget(value) : position === "urlPart" ? encodePart(value) : value;
  return entities(text).replace(/"/g, "&quot;").replace(/'/g, "&#39;");
};

/**
 * Discord's Markdown: a backslash makes any punctuation plain, `:` among it so that a bare URL stays text. A zero-width
 * space parts `@` from `everyone`, which `allowed_mentions: { parse: [] }` keeps from pinging but not from showing.
 */
export const escapeDiscord: Escape = (value, position = "text") => {
  if (position === "url") return linkTarget(value).replace(/[()[\]\\*_~]/g, percentEncode);
  if (position === "urlPart") return encodePart(value).replace(/[()*~_]/g, percentEncode);
  // Backslashes show as themselves in code; an empty span would merge its two backticks into one longer fence.
  if (position === "code") return closeNoCode(value) || " ";
  return value
    .replace(/[\\*_~`|<>[\]()#\-+:@]/g, "\\$&")
    .replace(/@/g, `@${zeroWidthSpace}`)
    .replace(/(^|[\d])\./g, "$1\\.");
};

const wordJoiner = "\u2060";
const zeroWidthSpace = "\u200b";
const modifierGrave = "\u02cb";

function entities(value: string): string {
  return value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** No backtick, so nothing inside can end the code around it. */
function closeNoCode(value: string): string {
  return value.replace(/`/g, modifierGrave);
}

/** A URL amid markup: what could end the link is encoded. */
function linkTarget(value: string): string {
  return safeUrl(value).replace(/[<>|]/g, percentEncode);
}

/** The URL without quotes, spaces and characters nobody sees; empty for any scheme but http, https and mailto. */
function safeUrl(value: string): string {
  const url = value.trim();
  if (!/^(?:https?:\/\/|mailto:)[^\s]/i.test(url)) return "";
  return wellFormed(url).replace(/[\p{C}\p{Z}"'`]/gu, percentEncode);
}

function encodePart(value: string): string {
  return encodeURIComponent(wellFormed(value)).replace(/'/g, "%27");
}

function percentEncode(character: string): string {
  const encoded = encodeURIComponent(character);
  if (encoded !== character) return encoded;
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
