import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { PhoneRegion } from "../phone-regions";
import { digitGroups, isAsciiLetter, isGroupSeparator, isWordCharacter, onlyDigits } from "./characters";
import type { DigitGroup } from "./characters";
import type { Detector, Span } from "./detector";

const DIGITS_MIN = 7;
/** E.164. */
const DIGITS_MAX = 15;
const GROUPS_MAX = 6;
/** One parse costs about 20 µs: beyond this many in one text, whatever has a phone's shape counts as one. */
const PARSES_MAX = 500;

const phoneKey = /phone|mobile|tel(?:efon|ephone)?$|^tel|fax|cell|whatsapp|msisdn|^sms/;
const saysPhone = /(?:phone|\btel|telefon|telephone|mobile?|handy|\bcell|\bcall(?: me| us)?(?: back)?(?: at| on)?|fax|whatsapp|\bsms|\btext(?: me)?(?: at| on)?|reach(?:able| me| us)(?: at| on| under)?|dial|ring me(?: at| on)?)(?: number| no| nr)?(?: is| was)?[\s:.()=#"-]{0,4}$/i;
const saysReference = /(?:order|invoice|ticket|case|ref|reference|tracking|shipment|parcel|\bid|account|acct|customer|sku|\bpo|build|transaction|txn|payment|serial|contract|policy|job|request|event|part|article|item|commit|batch|lot|code|pin)(?:[ _-]?(?:id|no|nr|num|number))?\.?[\s:#="]{0,4}$/i;

/**
 * Phone numbers that are valid by libphonenumber's numbering plans, international or national of `region`, and seven to
 * fifteen digits that the words or the key before them call a phone.
 */
export function phoneDetector(region: PhoneRegion): Detector {
  return (text, key) => {
    if (phoneKey.test(key) && isPhoneShaped(text)) return [{ start: 0, end: text.length, canonical: canonicalPhone(text, region) ?? onlyDigits(text) }];
    return findPhones(text, region);
  };
}

function isPhoneShaped(text: string): boolean {
  if (text.length > 40 || !/^[\d\s()+./x‐-–-]+$/i.test(text)) return false;
  const digits = onlyDigits(text).length;
  return digits >= DIGITS_MIN && digits <= 20;
}

/** The library's own search reads a text at 4 µs a character; here only digit groups that could be a number are parsed. */
function findPhones(text: string, region: PhoneRegion): Span[] {
  const groups = digitGroups(text);
  const spans: Span[] = [];
  let parses = 0;
  const parse = (candidate: string): string | undefined => {
    parses++;
    return parses > PARSES_MAX ? onlyDigits(candidate) : canonicalPhone(candidate, region);
  };
  for (let first = 0; first < groups.length; first++) {
    const skipped = dateLength(text, groups, first);
    if (skipped > 0) {
      first += skipped - 1;
      continue;
    }
    const found = phoneFrom(text, groups, first, parse);
    if (!found) continue;
    spans.push(found.span);
    first = found.last;
  }
  return spans;
}

function phoneFrom(text: string, groups: DigitGroup[], first: number, parse: (candidate: string) => string | undefined): { span: Span; last: number } | undefined {
  const start = phoneStart(text, groups[first]?.start ?? 0);
  const isInternational = text.charAt(start) === "+" || text.startsWith("00", start);
  const before = text.slice(Math.max(0, start - 32), start);
  const isCalledPhone = saysPhone.test(before);
  if (!isInternational && !isCalledPhone && !mayPrecede(text, start)) return undefined;
  for (let last = lastConnected(text, groups, first); last >= first; last--) {
    const end = groups[last]?.end ?? 0;
    const candidate = text.slice(start, end);
    const digits = onlyDigits(candidate).length;
    if (digits < DIGITS_MIN) return undefined;
    if (digits > DIGITS_MAX + 2 || !mayFollow(text, end)) continue;
    // A bare number after "order" or "#" is that order's; spelled with separators or a plus it is a phone all the same.
    if (first === last && !isInternational && !isCalledPhone && saysReference.test(before)) continue;
    const canonical = parse(candidate) ?? (isCalledPhone ? onlyDigits(candidate) : undefined);
    if (canonical !== undefined) return { span: { start, end, canonical }, last };
  }
  return undefined;
}

/** Takes in a `+` or `(` before the first digits. */
function phoneStart(text: string, digits: number): number {
  let start = digits;
  if (text.charAt(start - 1) === "(") start--;
  if (text.charAt(start - 1) === "+") start--;
  return start;
}

/** The last group that separators such as ` - ` or `) ` join to the first, at most six groups and seventeen digits on. */
function lastConnected(text: string, groups: DigitGroup[], first: number): number {
  let last = first;
  let digits = (groups[first]?.end ?? 0) - (groups[first]?.start ?? 0);
  for (let i = first + 1; i < groups.length && i < first + GROUPS_MAX; i++) {
    const from = groups[i - 1]?.end ?? 0;
    const group = groups[i];
    if (!group || group.start - from > 3 || !isJoin(text, from, group.start)) break;
    digits += group.end - group.start;
    if (digits > DIGITS_MAX + 2) break;
    last = i;
  }
  return last;
}

function isJoin(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (!isGroupSeparator(code) && code !== 40 && code !== 41 && code !== 47) return false;
  }
  return true;
}

function mayPrecede(text: string, start: number): boolean {
  const code = text.charCodeAt(start - 1);
  if (isWordCharacter(code) || "#/=$€£¥_%&@".includes(text.charAt(start - 1)) && start > 0) return false;
  // "ORD-4155550123", "1,234.5678901": the middle of something.
  return !((code === 45 || code === 46 || code === 44) && isWordCharacter(text.charCodeAt(start - 2)));
}

function mayFollow(text: string, end: number): boolean {
  const code = text.charCodeAt(end);
  const isExtension = (code === 120 || code === 101) && /^(?:x|ext)\.? ?\d/i.test(text.slice(end, end + 6));
  if (isWordCharacter(code)) return isExtension;
  return !(code === 45 && isAsciiLetter(text.charCodeAt(end + 1))) && !((code === 46 || code === 58 || code === 44) && /\d/.test(text.charAt(end + 1)));
}

function canonicalPhone(candidate: string, region: PhoneRegion): string | undefined {
  const international = candidate.replace(/^\(?00/, "+");
  const parsed = parsePhoneNumberFromString(international, { defaultCountry: region, extract: false });
  return parsed?.isValid() === true ? parsed.number : undefined;
}

/** How many groups from `first` are a date (2026-11-23, 23.11.2026, 11/23/26), a number that begins with a month, or an IPv4 address. */
function dateLength(text: string, groups: DigitGroup[], first: number): number {
  const parts = [0, 1, 2].map((offset) => groups[first + offset]);
  const [a, b, c] = parts;
  if (!a || !b || !c || b.start - a.end !== 1 || c.start - b.end !== 1) return 0;
  const separator = text.charAt(a.end);
  if (!"-./".includes(separator) || text.charAt(b.end) !== separator) return 0;
  const d = groups[first + 3];
  if (separator === "." && d && d.start - c.end === 1 && text.charAt(c.end) === "." && [a, b, c, d].every((group) => group.end - group.start <= 3)) return 4;
  const [x, y, z] = [a, b, c].map((group) => (group.end - group.start <= 4 ? Number(text.slice(group.start, group.end)) : -1));
  if (x === undefined || y === undefined || z === undefined) return 0;
  const isYearFirst = a.end - a.start === 4 && x >= 1900 && x < 2100 && y >= 1 && y <= 12 && z >= 1 && z <= 31 && c.end - c.start <= 2;
  const isYearLast =
    a.end - a.start <= 2 && b.end - b.start <= 2 && x >= 1 && y >= 1 && x <= 31 && y <= 31 && Math.min(x, y) <= 12 &&
    (c.end - c.start === 2 || (c.end - c.start === 4 && z >= 1900 && z < 2100));
  // "2026-11-0093": a receipt's number, though 202 is an area code.
  const isYearlyNumber = a.end - a.start === 4 && x >= 1900 && x < 2100 && separator === "-" && b.end - b.start === 2 && y >= 1 && y <= 12;
  return isYearFirst || isYearLast || isYearlyNumber ? 3 : 0;
}
