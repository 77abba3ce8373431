import { truncateText } from "./text";

/** A card's line: white space collapsed, cut with an ellipsis at `lengthMax` characters. */
export function oneLine(text: string, lengthMax = 80): string {
  return truncateText(text.replace(/\s+/g, " ").trim(), lengthMax);
}
