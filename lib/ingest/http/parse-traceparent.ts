/** W3C trace context; what does not fit is ignored, as the standard asks. */
export function parseTraceparent(header: string | undefined): string | null {
  return header && /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/.test(header) ? header : null;
}
