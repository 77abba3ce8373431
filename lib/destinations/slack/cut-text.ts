export type CutOptions = {
  /** Entities, links and code fences are kept whole. */
  isMrkdwn: boolean;
  /** How long a text is; `textCost` or its plain length. */
  measure: (text: string) => number;
};

/** The text with its end replaced by a visible mark so that it measures `max` at most. */
export function cutText(text: string, max: number, { isMrkdwn, measure }: CutOptions): string {
  if (measure(text) <= max) return text;
  const mark = max >= 60 ? " … [cut]" : "…";
  // A fence left open by the cut would swallow the mark.
  const fence = isMrkdwn && max >= 60 && text.includes("```") ? "\n```" : "";
  const prefix = prefixWithin(text, max - measure(mark) - fence.length, measure);
  const whole = isMrkdwn ? withoutTornMarkup(prefix) : prefix;
  const closing = fence !== "" && whole.split("```").length % 2 === 0 ? fence : "";
  return whole.trimEnd() + closing + mark;
}

function prefixWithin(text: string, room: number, measure: (text: string) => number): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += measure(character);
    if (used > room) break;
    end += character.length;
  }
  return text.slice(0, end);
}

function withoutTornMarkup(text: string): string {
  const open = text.lastIndexOf("<");
  const untornLink = open > text.lastIndexOf(">") ? text.slice(0, open) : text;
  return untornLink.replace(/&[a-z]{0,4}$/, "").replace(/`{1,2}$/, "");
}
