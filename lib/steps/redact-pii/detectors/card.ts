import { digitGroups, isGroupSeparator, isWordCharacter, onlyDigits } from "./characters";
import type { DigitGroup } from "./characters";
import type { Span } from "./detector";

const DIGITS_MIN = 13;
const DIGITS_MAX = 19;
/** Nobody writes a card in more pieces; it bounds the work on digits one by one. */
const GROUPS_MAX = 8;
/** Of the longest issuer prefix: with so many digits most numbers are known to be no card. */
const PREFIX_LENGTH = 4;

/** Payment cards: 13 to 19 digits, grouped or not, of a known issuer range and with a valid Luhn digit. */
export function findCards(text: string): Span[] {
  const groups = digitGroups(text);
  const spans: Span[] = [];
  for (let first = 0; first < groups.length; first++) {
    const last = lastGroupOfCard(text, groups, first);
    if (last === undefined) continue;
    const start = groups[first]?.start ?? 0;
    const end = groups[last]?.end ?? 0;
    spans.push({ start, end, canonical: onlyDigits(text.slice(start, end)) });
    first = last;
  }
  return spans;
}

/** Tries the longest number that starts at group `first`; a number ends where a group ends. */
function lastGroupOfCard(text: string, groups: DigitGroup[], first: number): number | undefined {
  let digits = "";
  let found: number | undefined;
  let ranges: IssuerRange[] | undefined;
  for (let i = first; i < groups.length && i < first + GROUPS_MAX; i++) {
    const group = groups[i];
    const before = groups[i - 1];
    if (!group || group.end - group.start > DIGITS_MAX) break;
    if (i > first && !(before && group.start - before.end === 1 && isGroupSeparator(text.charCodeAt(before.end)))) break;
    digits += text.slice(group.start, group.end);
    if (digits.length > DIGITS_MAX) break;
    ranges ??= digits.length >= PREFIX_LENGTH ? issuerRanges.filter((range) => isInRange(digits, range)) : undefined;
    if (ranges?.length === 0) break;
    if (digits.length >= DIGITS_MIN && isCardNumber(digits) && !isWordCharacter(text.charCodeAt(group.end))) found = i;
  }
  return found;
}

export function isCardNumber(digits: string): boolean {
  return issuerRanges.some((range) => range.lengths.includes(digits.length) && isInRange(digits, range)) && hasLuhnDigit(digits);
}

type IssuerRange = { from: string; to: string; lengths: number[] };

function isInRange(digits: string, { from, to }: IssuerRange): boolean {
  const prefix = digits.slice(0, from.length);
  return prefix >= from && prefix <= to;
}

/** First digits and lengths of the networks' public ranges (ISO/IEC 7812 assignments). */
const issuerRanges: IssuerRange[] = [
  { from: "4", to: "4", lengths: [13, 16, 19] },
  { from: "51", to: "55", lengths: [16] },
  { from: "2221", to: "2720", lengths: [16] },
  { from: "34", to: "34", lengths: [15] },
  { from: "37", to: "37", lengths: [15] },
  { from: "300", to: "305", lengths: [14, 16] },
  { from: "3095", to: "3095", lengths: [14, 16] },
  { from: "36", to: "36", lengths: [14, 16] },
  { from: "38", to: "39", lengths: [14, 16] },
  { from: "6011", to: "6011", lengths: [16, 17, 18, 19] },
  { from: "644", to: "659", lengths: [16, 17, 18, 19] },
  { from: "3528", to: "3589", lengths: [16, 17, 18, 19] },
  { from: "62", to: "62", lengths: [16, 17, 18, 19] },
  { from: "81", to: "82", lengths: [16] },
  { from: "5018", to: "5018", lengths: [13, 14, 15, 16, 17, 18, 19] },
  { from: "5020", to: "5038", lengths: [13, 14, 15, 16, 17, 18, 19] },
  { from: "5893", to: "5893", lengths: [13, 14, 15, 16, 17, 18, 19] },
  { from: "6304", to: "6304", lengths: [13, 14, 15, 16, 17, 18, 19] },
  { from: "6759", to: "6763", lengths: [13, 14, 15, 16, 17, 18, 19] },
  { from: "2200", to: "2204", lengths: [16, 17, 18, 19] },
];

export function hasLuhnDigit(digits: string): boolean {
  let sum = 0;
  for (let i = digits.length - 1, isDoubled = false; i >= 0; i--, isDoubled = !isDoubled) {
    const value = digits.charCodeAt(i) - 48;
    const doubled = value * 2;
    sum += isDoubled ? (doubled > 9 ? doubled - 9 : doubled) : value;
  }
  return sum % 10 === 0;
}
