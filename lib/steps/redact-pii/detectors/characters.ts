export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isAsciiLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Letters and digits. Everything beyond ASCII counts, save spaces and punctuation: names and domains may be international. */
export function isWordCharacter(code: number): boolean {
  return isDigit(code) || isAsciiLetter(code) || isInternationalLetter(code);
}

export function isInternationalLetter(code: number): boolean {
  return code >= 0xaa && code !== 0xab && code !== 0xbb && code !== 0xbf && !(code >= 0x2000 && code <= 0x206f) && !(code >= 0x3000 && code <= 0x3004);
}

/** What people put between the groups of a long number: space, no-break and thin spaces, dot, hyphens and dashes. */
export function isGroupSeparator(code: number): boolean {
  return code === 32 || code === 45 || code === 46 || code === 0xa0 || code === 0x202f || code === 0x2009 || (code >= 0x2010 && code <= 0x2014);
}

export type DigitGroup = { start: number; end: number };

/** Runs of digits, in order. */
export function digitGroups(text: string): DigitGroup[] {
  const groups: DigitGroup[] = [];
  for (let i = 0; i < text.length; i++) {
    if (!isDigit(text.charCodeAt(i))) continue;
    const start = i;
    while (isDigit(text.charCodeAt(i))) i++;
    groups.push({ start, end: i });
  }
  return groups;
}

export function onlyDigits(text: string): string {
  return text.replace(/\D/g, "");
}
