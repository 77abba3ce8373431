import { emojiGlyph } from "./emoji";
import { emojiText } from "./emoji-text";
import type { Inline } from "./inline";
import { recordOf, stringOf } from "./read-json";
import { safeHref } from "./safe-href";

/** The elements of a rich_text section as formatted text. */
export function richInlines(elements: unknown[]): Inline[] {
  return elements.flatMap((value) => {
    const element = recordOf(value);
    return styled(recordOf(element["style"]), contentOf(element));
  });
}

function contentOf(element: Record<string, unknown>): Inline[] {
  const text = stringOf(element["text"]);
  switch (element["type"]) {
    case "text":
      return recordOf(element["style"])["code"] === true ? [{ kind: "code", text }] : emojiText(text);
    case "link":
      return linkOf(stringOf(element["url"]), text);
    case "emoji":
      return [emojiOf(stringOf(element["name"]), stringOf(element["unicode"]))];
    case "broadcast":
      return [{ kind: "mention", label: `@${stringOf(element["range"])}`, isBroadcast: true }];
    case "user":
      return [{ kind: "mention", label: `@${stringOf(element["user_id"])}`, isBroadcast: false }];
    case "usergroup":
      return [{ kind: "mention", label: `@${stringOf(element["usergroup_id"])}`, isBroadcast: false }];
    case "channel":
      return [{ kind: "mention", label: `#${stringOf(element["channel_id"])}`, isBroadcast: false }];
    case "color":
      return [{ kind: "swatch", color: stringOf(element["value"]) }];
    case "date":
      return dateOf(element);
    default:
      return [{ kind: "text", text: text || stringOf(element["value"]) }];
  }
}

function linkOf(url: string, text: string): Inline[] {
  const href = safeHref(url);
  return href === undefined ? [{ kind: "text", text: text || url }] : [{ kind: "link", href, children: emojiText(text || url) }];
}

/** `unicode` is what Slack adds when it stores a message: code points in hex, joined by dashes. */
function emojiOf(name: string, unicode: string): Inline {
  const points = unicode === "" ? [] : unicode.split("-").map((hex) => Number.parseInt(hex, 16));
  const isValid = points.length > 0 && points.every((point) => point > 0 && point <= 0x10ffff);
  const glyph = emojiGlyph(name) ?? (isValid ? String.fromCodePoint(...points) : undefined);
  return glyph === undefined ? { kind: "text", text: `:${name}:` } : { kind: "emoji", name, glyph };
}

/** Slack fills the format in the reader's own zone, which is not known here: UTC says so. */
function dateOf(element: Record<string, unknown>): Inline[] {
  const timestamp = element["timestamp"];
  const date = new Date(typeof timestamp === "number" ? timestamp * 1000 : Number.NaN);
  const fallback = stringOf(element["fallback"]);
  const text = fallback || (Number.isNaN(date.getTime()) ? "" : `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`);
  return linkOf(stringOf(element["url"]), text);
}

function styled(style: Record<string, unknown>, content: Inline[]): Inline[] {
  return (["bold", "italic", "strike", "underline"] as const).reduce<Inline[]>((children, kind) => (style[kind] === true ? [{ kind, children }] : children), content);
}
