/** Only what was a well-formed code is kept, so event data can't grow it without bound. */
const moneyFormats = new Map<string, { format: Intl.NumberFormat; decimals: number }>();

/** Minor units with their currency's own decimals: 4900 EUR → €49.00, 500 JPY → ¥500. An unknown code follows the number. */
export function formatMoney(minorUnits: number, currency: string): string {
  const code = currency.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(code)) return [formatNumber(minorUnits / 100, 2), code].join(" ").trim();
  let known = moneyFormats.get(code);
  if (!known) {
    const format = new Intl.NumberFormat("en-US", { style: "currency", currency: code });
    known = { format, decimals: format.resolvedOptions().maximumFractionDigits ?? 2 };
    moneyFormats.set(code, known);
  }
  return known.format.format(minorUnits / 10 ** known.decimals);
}

const numberFormats = new Map<number | null, Intl.NumberFormat>();

export function formatNumber(number: number, decimals: number | null): string {
  const digits = decimals === null ? null : Math.min(20, Math.max(0, Math.floor(decimals)));
  let format = numberFormats.get(digits);
  if (!format) {
    format = new Intl.NumberFormat("en-US", digits === null ? { maximumFractionDigits: 6 } : { minimumFractionDigits: digits, maximumFractionDigits: digits });
    numberFormats.set(digits, format);
  }
  return format.format(number);
}
