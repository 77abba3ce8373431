const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat("en");

/** `9,204`, from ten thousand on `12.3K`. */
export function formatCount(count: number): string {
  return count < 10_000 ? whole.format(count) : short.format(count);
}
