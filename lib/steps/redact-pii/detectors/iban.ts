import { isAsciiLetter, isDigit, isGroupSeparator, isWordCharacter } from "./characters";
import type { Span } from "./detector";

/** Bank account numbers of a country in the IBAN registry, of its length and with valid check digits; grouped or not. */
export function findIbans(text: string): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i + 15 <= text.length; i++) {
    if (!isIbanStart(text, i)) continue;
    const length = lengthByCountry.get(text.slice(i, i + 2).toUpperCase());
    const read = length === undefined ? undefined : readGrouped(text, i, length);
    if (!read || isWordCharacter(text.charCodeAt(read.end)) || !hasIbanCheck(read.value)) continue;
    spans.push({ start: i, end: read.end, canonical: read.value });
    i = read.end - 1;
  }
  return spans;
}

function isIbanStart(text: string, i: number): boolean {
  return (
    isAsciiLetter(text.charCodeAt(i)) && isAsciiLetter(text.charCodeAt(i + 1)) &&
    isDigit(text.charCodeAt(i + 2)) && isDigit(text.charCodeAt(i + 3)) && (i === 0 || !isWordCharacter(text.charCodeAt(i - 1)))
  );
}

/** `length` letters and digits, at most one separator between two of them. */
function readGrouped(text: string, start: number, length: number): { value: string; end: number } | undefined {
  let value = "";
  let i = start;
  while (value.length < length) {
    const code = text.charCodeAt(i);
    if (isDigit(code) || isAsciiLetter(code)) value += text.charAt(i);
    else if (!isGroupSeparator(code) || isGroupSeparator(text.charCodeAt(i - 1))) return undefined;
    i++;
  }
  return { value: value.toUpperCase(), end: i };
}

/** ISO 13616: the number with its first four characters moved to the end, letters as 10 to 35, is 1 modulo 97. */
export function hasIbanCheck(iban: string): boolean {
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** The IBAN registry's lengths. */
export const ibanLengths: Record<string, number> = {
  AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BI: 27, BR: 29, BY: 28, CH: 21, CR: 22, CY: 28, CZ: 24, DE: 22,
  DJ: 27, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18, FK: 18, FO: 18, FR: 27, GB: 22, GE: 22, GI: 23, GL: 18, GR: 27, GT: 28, HR: 21,
  HU: 28, IE: 22, IL: 23, IQ: 23, IS: 26, IT: 27, JO: 30, KW: 30, KZ: 20, LB: 28, LC: 32, LI: 21, LT: 20, LU: 20, LV: 21, LY: 25, MC: 27,
  MD: 24, ME: 22, MK: 19, MN: 20, MR: 27, MT: 31, MU: 30, NI: 28, NL: 18, NO: 15, OM: 23, PK: 24, PL: 28, PS: 29, PT: 25, QA: 29, RO: 24,
  RS: 22, RU: 33, SA: 24, SC: 31, SD: 18, SE: 24, SI: 19, SK: 24, SM: 27, SO: 23, ST: 25, SV: 28, TL: 23, TN: 24, TR: 26, UA: 29, VA: 22,
  VG: 24, XK: 20, YE: 30,
};

const lengthByCountry = new Map(Object.entries(ibanLengths));
