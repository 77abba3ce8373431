import type { Span } from "./detector";

/** The `user:password` of a URL, without the at sign: `postgres://[…]@host/db`. */
export function findUrlCredentials(text: string): Span[] {
  const spans: Span[] = [];
  for (let scheme = text.indexOf("://"); scheme !== -1; scheme = text.indexOf("://", scheme + 3)) {
    const start = scheme + 3;
    let end = start;
    let at = -1;
    for (; end < text.length && !isAuthorityEnd(text.charCodeAt(end)); end++) if (text.charCodeAt(end) === 64) at = end;
    // "git" is the public user name of every Git host.
    if (at > start && text.slice(start, at) !== "git") spans.push({ start, end: at, canonical: text.slice(start, at) });
  }
  return spans;
}

/** `/ ? #`, a space or control character, quotes and angle brackets end the authority of a URL. */
function isAuthorityEnd(code: number): boolean {
  return code <= 32 || code === 47 || code === 63 || code === 35 || code === 34 || code === 60 || code === 62;
}
