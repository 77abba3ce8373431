import { isAsciiLetter, isDigit, isInternationalLetter } from "./characters";
import type { Span } from "./detector";

/** Addresses, also with `%40` for the at sign as in URLs, and with a quoted local part. */
export function findEmails(text: string): Span[] {
  const spans: Span[] = [];
  let floor = 0;
  for (let at = nextAt(text, 0); at !== undefined; at = nextAt(text, at.end)) {
    const start = localStart(text, at.start, floor);
    const end = domainEnd(text, at.end);
    floor = at.end;
    if (start === undefined || end === undefined) continue;
    spans.push({ start, end, canonical: `${text.slice(start, at.start)}@${text.slice(at.end, end)}`.toLowerCase() });
    floor = end;
  }
  return spans;
}

function nextAt(text: string, from: number): { start: number; end: number } | undefined {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 64) return { start: i, end: i + 1 };
    if (code === 37 && text.charCodeAt(i + 1) === 52 && text.charCodeAt(i + 2) === 48) return { start: i, end: i + 3 };
  }
  return undefined;
}

/** `floor` is where the address before ended: no character is read twice. */
function localStart(text: string, at: number, floor: number): number | undefined {
  if (text.charCodeAt(at - 1) === 34) {
    const quote = text.lastIndexOf('"', at - 2);
    return quote >= floor && at - quote <= 66 ? quote : undefined;
  }
  let first = at;
  while (first > floor && isLocalCharacter(text.charCodeAt(first - 1))) first--;
  // A quote or an asterisk in front is the text's, unless there is nothing else.
  let start = first;
  while (start < at && !isLocalStart(text.charCodeAt(start))) start++;
  if (start < at) return start;
  return first < at ? first : undefined;
}

/** RFC 5322 atext and dots, without what separates addresses from a URL or a query around them: `/ = ? & | { }`. */
function isLocalCharacter(code: number): boolean {
  return isDigit(code) || isAsciiLetter(code) || isInternationalLetter(code) || "!#$%'*+-.^_`~".includes(String.fromCharCode(code));
}

function isLocalStart(code: number): boolean {
  return isDigit(code) || isAsciiLetter(code) || isInternationalLetter(code) || code === 95 || code === 43;
}

/** After the last label of a domain of at least two, the last one without digits unless it is punycode. */
function domainEnd(text: string, from: number): number | undefined {
  let end = from;
  while (isDomainCharacter(text.charCodeAt(end))) end++;
  while (end > from && (text.charCodeAt(end - 1) === 45 || text.charCodeAt(end - 1) === 46)) end--;
  const labels = text.slice(from, end).split(".");
  // "jane@example.com.Thanks" reads as one domain and is taken whole; "a@b.1" is not a domain.
  const last = labels.at(-1) ?? "";
  const isDomain = labels.length > 1 && last.length > 1 && !labels.includes("") && (!/\d/.test(last) || last.startsWith("xn--"));
  return isDomain ? end : undefined;
}

function isDomainCharacter(code: number): boolean {
  return isDigit(code) || isAsciiLetter(code) || code === 45 || code === 46 || isInternationalLetter(code);
}
