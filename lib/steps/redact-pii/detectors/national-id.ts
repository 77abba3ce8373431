import { hasLuhnDigit, isCardNumber } from "./card";
import { isWordCharacter } from "./characters";
import type { Span } from "./detector";

/**
 * National ids of the US, UK, Germany, France, Spain, Italy, the Netherlands and Canada: by their check digit where they
 * have one, by their written form where that says enough, else only next to a word or a key that names them.
 */
export function findNationalIds(text: string, key: string): Span[] {
  const spans: Span[] = [];
  for (const family of families) {
    if (family.word && !family.word.test(text) && !family.word.test(key)) continue;
    for (const match of text.matchAll(family.form)) {
      const end = match.index + match[0].length;
      const value = match[0].replace(/[\s.-]/g, "").toUpperCase();
      if (isWordCharacter(text.charCodeAt(match.index - 1)) || isWordCharacter(text.charCodeAt(end)) || !family.isValid(value)) continue;
      if (family.isBareNumber && isReference(text, match.index, end)) continue;
      spans.push({ start: match.index, end, canonical: value });
    }
  }
  return spans;
}

type Family = {
  /** Of bounded length, so that a search is linear. */
  form: RegExp;
  isValid(value: string): boolean;
  /** Must stand somewhere in the text or be the key: the number alone says too little. */
  word?: RegExp;
  /** Digits only: an order number may look the same. */
  isBareNumber?: boolean;
};

const families: Family[] = [
  // US social security number: no check digit; 000, 666 and 9xx, group 00 and serial 0000 are never issued.
  { form: /\d{3}([- ])\d{2}\1\d{4}/g, isValid: isSsn, isBareNumber: true },
  { form: /\d{9}/g, isValid: isSsn, word: /\bssn\b|social[ _-]?security/i },
  // UK national insurance number: letters D F I Q U V and some prefixes are never issued.
  { form: /[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]/gi, isValid: (value) => !/^(?:BG|GB|KN|NK|NT|TN|ZZ)/.test(value) },
  // German tax id.
  { form: /[1-9]\d[ ]?\d{3}[ ]?\d{3}[ ]?\d{3}/g, isValid: isGermanTaxId, isBareNumber: true },
  // French NIR: sex, year, month, place, serial, key.
  { form: /[12][ .-]?\d{2}[ .-]?\d{2}[ .-]?\d[\dAB][ .-]?\d{3}[ .-]?\d{3}[ .-]?\d{2}/gi, isValid: isFrenchNir },
  // Spanish DNI and NIE.
  { form: /(?:\d{8}|[XYZ][- ]?\d{7})[- ]?[A-Z]/gi, isValid: isSpanishId },
  // Italian codice fiscale; L to V stand for digits where two people would share one.
  { form: /[A-Z]{6}[\dL-NP-V]{2}[A-EHLMPRST][\dL-NP-V]{2}[A-Z][\dL-NP-V]{3}[A-Z]/gi, isValid: isCodiceFiscale },
  { form: /\d{4}[. ]?\d{2}[. ]?\d{3}/g, isValid: isDutchBsn, word: /\bbsn\b|burgerservicenummer|sofi-?nummer/i },
  { form: /\d{3}[- ]?\d{3}[- ]?\d{3}/g, isValid: hasLuhnDigit, word: /\bSIN\b|social insurance/ },
];

function isReference(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 24), start);
  // "ORD-123-45-6789" and "123-45-6789-01" are parts of something longer.
  if (/[\w]-$|[#/=]$/.test(before) || /^-\w/.test(text.slice(end, end + 2))) return true;
  return /(?:order|invoice|ticket|case|tracking|shipment|parcel|sku|batch|serial|part|article|item|contract)(?:[ _-]?(?:id|no|nr|number))?\.?[\s:#]{0,3}$/i.test(before);
}

function isSsn(value: string): boolean {
  return !/^(?:000|666|9)/.test(value) && value.slice(3, 5) !== "00" && value.slice(5) !== "0000";
}

/** ISO 7064 MOD 11,10; of the first ten digits one appears twice or three times, never three in a row, the rest at most once. */
function isGermanTaxId(value: string): boolean {
  const counts = new Map<string, number>();
  for (const digit of value.slice(0, 10)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  const repeated = [...counts.values()].filter((count) => count > 1);
  if (repeated.length !== 1 || (repeated[0] ?? 0) > 3 || /(\d)\1\1/.test(value.slice(0, 10))) return false;
  let product = 10;
  for (const digit of value.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === Number(value.charAt(10));
}

/** The key is 97 minus the number modulo 97; Corsica's 2A and 2B count as 19 and 18. */
function isFrenchNir(value: string): boolean {
  const month = Number(value.slice(3, 5));
  if (!((month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50) || isCardNumber(value)) return false;
  const digits = value.replace("2A", "19").replace("2B", "18");
  if (!/^\d{15}$/.test(digits)) return false;
  return 97 - (Number(digits.slice(0, 13)) % 97) === Number(digits.slice(13));
}

function isSpanishId(value: string): boolean {
  const digits = value.slice(0, -1).replace(/^X/, "0").replace(/^Y/, "1").replace(/^Z/, "2");
  return "TRWAGMYFPDXBNJZSQVHLCKE".charAt(Number(digits) % 23) === value.slice(-1);
}

const oddPlaceValues = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

function isCodiceFiscale(value: string): boolean {
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const code = value.charCodeAt(i);
    const index = code >= 65 ? code - 65 : code - 48;
    sum += i % 2 === 0 ? (oddPlaceValues[index] ?? 0) : index;
  }
  return String.fromCharCode(65 + (sum % 26)) === value.charAt(15);
}

/** The "eleven test". */
function isDutchBsn(value: string): boolean {
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += Number(value.charAt(i)) * (i === 8 ? -1 : 9 - i);
  return sum % 11 === 0 && value !== "000000000";
}
