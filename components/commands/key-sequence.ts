/** The part of a KeyboardEvent that decides. */
export type KeyPress = { key: string; metaKey: boolean; ctrlKey: boolean; altKey: boolean };

export type KeyState = { keys: string[]; atMs: number };

export const noKeys: KeyState = { keys: [], atMs: 0 };

/** Two keys of a sequence may be this far apart. */
const sequenceMs = 1_000;

/**
 * Takes one more key: `match` is the sequence of `known` that is complete now. A key that leads nowhere as the second
 * one counts as a first.
 */
export function takeKey(state: KeyState, press: KeyPress, known: readonly string[], nowMs: number): { state: KeyState; match: string | null } {
  const name = keyName(press);
  const earlier = nowMs - state.atMs <= sequenceMs ? state.keys : [];
  for (const keys of [[...earlier, name], [name]]) {
    const text = keys.join(" ");
    if (known.includes(text)) return { state: noKeys, match: text };
    if (known.some((sequence) => sequence.startsWith(`${text} `))) return { state: { keys, atMs: nowMs }, match: null };
  }
  return { state: noKeys, match: null };
}

/** `mod` is ⌘ on a Mac, Ctrl elsewhere: either counts. Shift shows in the key itself. */
function keyName({ key, metaKey, ctrlKey, altKey }: KeyPress): string {
  const name = key.length === 1 ? key.toLowerCase() : key;
  return `${metaKey || ctrlKey ? "mod+" : ""}${altKey ? "alt+" : ""}${name}`;
}

/** The keys of a sequence as they are printed on a keyboard. */
export function shownKeys(sequence: string, isMac: boolean): string[] {
  return sequence.split(" ").flatMap((press) => press.split("+").map((key) => shownKey(key, isMac)));
}

function shownKey(key: string, isMac: boolean): string {
  if (key === "mod") return isMac ? "⌘" : "Ctrl";
  if (key === "alt") return isMac ? "⌥" : "Alt";
  if (key === "shift") return isMac ? "⇧" : "Shift";
  return names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

const names: Record<string, string> = { Escape: "Esc", Enter: "↵", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Delete: "Del", Backspace: "⌫" };
