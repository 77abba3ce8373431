export function bulletMarker(depth: number): string {
  return ["•", "◦", "▪"][depth % 3] ?? "•";
}

/** 1. a. i. and over again. */
export function orderedMarker(number: number, depth: number): string {
  if (depth % 3 === 1) return `${letters(number)}.`;
  return depth % 3 === 2 ? `${roman(number)}.` : `${number}.`;
}

function letters(number: number): string {
  const rest = Math.floor((number - 1) / 26);
  return (rest > 0 ? letters(rest) : "") + String.fromCharCode(97 + ((number - 1) % 26));
}

const numerals: [number, string][] = [[1000, "m"], [900, "cm"], [500, "d"], [400, "cd"], [100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];

function roman(number: number): string {
  const found = number > 3999 ? undefined : numerals.find(([value]) => value <= number);
  return found ? found[1] + roman(number - found[0]) : number === 0 ? "" : String(number);
}
