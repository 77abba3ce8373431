/** Remembers what a pure function made of a text, the most recent `entriesMax` texts or a little more. */
export function memoizeText<T>(make: (text: string) => T, entriesMax = 2000): (text: string) => T {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  return (text) => {
    const known = young.get(text);
    if (known !== undefined) return known;
    const made = old.get(text) ?? make(text);
    if (young.size >= entriesMax) {
      old = young;
      young = new Map();
    }
    young.set(text, made);
    return made;
  };
}
