import { wellFormed } from "@/lib/pipeline/well-formed";
import { notionLimits as limits } from "./limits";
import type { RichText } from "./message";

/** The text in pieces that Notion takes; no character is torn. Empty for an empty text. */
export function richTexts(text: string, { bold = false, url }: { bold?: boolean; url?: string } = {}): RichText[] {
  const pieces: string[] = [];
  let rest = wellFormed(text);
  while (rest !== "" && pieces.length < limits.richTexts) {
    const isTorn = rest.length > limits.richText && /[\ud800-\udbff]/.test(rest.charAt(limits.richText - 1));
    const end = isTorn ? limits.richText - 1 : limits.richText;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return pieces.map((content): RichText => ({ type: "text", text: { content, ...(url === undefined ? {} : { link: { url } }) }, ...(bold ? { annotations: { bold } } : {}) }));
}
