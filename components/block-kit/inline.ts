/** Text with its formatting as plain data: nothing in it is markup any more. */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "bold" | "italic" | "strike" | "underline"; children: Inline[] }
  | { kind: "code"; text: string }
  /** Only `safeHref` makes an `href`. */
  | { kind: "link"; href: string; children: Inline[] }
  | { kind: "mention"; label: string; isBroadcast: boolean }
  | { kind: "emoji"; name: string; glyph: string }
  | { kind: "swatch"; color: string };

