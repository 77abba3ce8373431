/** Only what the database is sure to refuse: it knows its types best, and reads `yesterday` as a date. */
export function checkFieldText(type: string, text: string): string | null {
  const rule = rules.find(({ types }) => types.test(type));
  return rule === undefined || rule.fits(text.trim()) ? null : `expected ${rule.expected} for ${type}, got ${JSON.stringify(text.slice(0, 60))}`;
}

const integerRanges: Record<string, bigint> = { smallint: 2n ** 15n, integer: 2n ** 31n, bigint: 2n ** 63n };

const rules: { types: RegExp; expected: string; fits: (text: string) => boolean }[] = [
  { types: /^smallint$/, expected: "a whole number", fits: (text) => isInteger(text, "smallint") },
  { types: /^integer$/, expected: "a whole number", fits: (text) => isInteger(text, "integer") },
  { types: /^bigint$/, expected: "a whole number", fits: (text) => isInteger(text, "bigint") },
  { types: /^(numeric(\(\d+,-?\d+\))?|real|double precision)$/, expected: "a number", fits: (text) => /^([+-]?(\d[\d_]*\.?\d*|\.\d+)(e[+-]?\d+)?|0[xob][\da-f_]+|nan|[+-]?inf(inity)?)$/i.test(text) },
  { types: /^boolean$/, expected: "true or false", fits: (text) => /^(t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|of|off|1|0)$/i.test(text) },
  { types: /^uuid$/, expected: "a UUID", fits: (text) => /^[\da-f]{32}$/i.test(text.replace(/^\{(.*)\}$/, "$1").replaceAll("-", "")) },
];

/** Other notations than decimal are let through: newer servers read them. */
function isInteger(text: string, type: string): boolean {
  if (/^[+-]?0[xob][\da-f_]+$/i.test(text) || /^[+-]?\d+(_\d+)+$/.test(text)) return true;
  if (!/^[+-]?\d{1,30}$/.test(text)) return false;
  const limit = integerRanges[type] ?? 0n;
  const value = BigInt(text.replace("+", ""));
  return value >= -limit && value < limit;
}
