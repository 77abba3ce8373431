/** A piece of a text, `start` to before `end` in UTF-16 units, that holds personal data. */
export type Span = {
  start: number;
  end: number;
  /** The value in its one spelling (no separators, lower case where case means nothing): what `hash` mode hashes. */
  canonical: string;
};

/**
 * Finds every value of its family in `text`. Runs on untrusted text of up to 256 KiB on the event loop: linear time.
 * `key` is the name of the nearest object key above the text, lower case, or "": a key called `phone` tells what its value is.
 */
export type Detector = (text: string, key: string) => Span[];
