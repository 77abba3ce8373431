import ipaddr from "ipaddr.js";
import { isDigit, isWordCharacter } from "./characters";
import type { Span } from "./detector";

/** IPv4 and IPv6 addresses. Four numbers said to be a version (`v1.2.3.4`, `Chrome/120.0.0.0`) are none. */
export function findIps(text: string): Span[] {
  return [...findIpv4(text), ...findIpv6(text)];
}

function findIpv4(text: string): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i < text.length; i++) {
    if (!isDigit(text.charCodeAt(i))) continue;
    const end = ipv4End(text, i);
    if (end !== undefined && !isVersion(text, i)) spans.push({ start: i, end, canonical: text.slice(i, end) });
    i = end ?? endOfNumber(text, i);
  }
  return spans;
}

/** End of a run of digits and dots: an address never begins in the middle of one. */
function endOfNumber(text: string, from: number): number {
  let i = from;
  while (isDigit(text.charCodeAt(i)) || (text.charCodeAt(i) === 46 && isDigit(text.charCodeAt(i + 1)))) i++;
  return i;
}

function ipv4End(text: string, start: number): number | undefined {
  let i = start;
  for (let octet = 0; octet < 4; octet++) {
    if (octet > 0 && text.charCodeAt(i++) !== 46) return undefined;
    const from = i;
    while (i - from < 3 && isDigit(text.charCodeAt(i))) i++;
    const digits = text.slice(from, i);
    // A leading zero marks a date or a chapter number: no program prints an address so.
    if (digits === "" || Number(digits) > 255 || (digits.length > 1 && digits.startsWith("0"))) return undefined;
  }
  const next = text.charCodeAt(i);
  const isLonger = isWordCharacter(next) || (next === 46 && isDigit(text.charCodeAt(i + 1)));
  return isLonger ? undefined : i;
}

const versionWords = /(?:\b(?:version|versions|ver|release|build|firmware|driver|sdk|upgraded to|updated to)[ :=#]{0,2}|[a-z]\/|[a-z]|[a-z]-)$/i;

function isVersion(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 16), start);
  return versionWords.test(before) && !/(?:^|[^a-z])(?:ip|host|from|at|addr|address)\W?$/i.test(before);
}

const IPV6_LENGTH_MAX = 45;

function findIpv6(text: string): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i < text.length; i++) {
    if (!isIpv6Character(text.charCodeAt(i))) continue;
    const start = i;
    let colons = 0;
    for (; isIpv6Character(text.charCodeAt(i)); i++) if (text.charCodeAt(i) === 58) colons++;
    if (colons < 2) continue;
    const end = trimmedEnd(text, start, i);
    const first = trimmedStart(text, start, end);
    if (end - first > IPV6_LENGTH_MAX || end - first < 3) continue;
    if (isWordCharacter(text.charCodeAt(first - 1)) || isWordCharacter(text.charCodeAt(i))) continue;
    const token = text.slice(first, end);
    if (ipaddr.IPv6.isValid(token)) spans.push({ start: first, end, canonical: ipaddr.IPv6.parse(token).toNormalizedString() });
  }
  return spans;
}

/** A full stop or a colon after an address is the sentence's. */
function trimmedEnd(text: string, start: number, end: number): number {
  let i = end;
  while (i > start && (text.charCodeAt(i - 1) === 46 || (text.charCodeAt(i - 1) === 58 && text.charCodeAt(i - 2) !== 58))) i--;
  return i;
}

function trimmedStart(text: string, start: number, end: number): number {
  let i = start;
  while (i < end && (text.charCodeAt(i) === 46 || (text.charCodeAt(i) === 58 && text.charCodeAt(i + 1) !== 58))) i++;
  return i;
}

function isIpv6Character(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70) || code === 58 || code === 46;
}
