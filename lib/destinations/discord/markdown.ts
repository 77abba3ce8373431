import { cutTo } from "../cut-to";

/** The label comes escaped; a bracket in the address would end the link. */
export function markdownLink(label: string, url: string): string {
  return `[${label}](${url.replace(/[()]/g, (character) => (character === "(" ? "%28" : "%29"))})`;
}

/** As `cutTo`; a block of code left open by the cut would take what follows for code. */
export function cutMarkdown(text: string, max: number): string {
  const cut = cutTo(text, max);
  if (cut === text || !isCodeOpen(cut)) return cut;
  const shorter = cutTo(text, max - fence.length);
  return isCodeOpen(shorter) ? shorter + fence : shorter;
}

const fence = "\n```";

function isCodeOpen(text: string): boolean {
  return text.split("```").length % 2 === 0;
}
