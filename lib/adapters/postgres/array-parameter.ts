// Arrays as parameters in Postgres' binary format, which pg sends as it is. As text, each element would be escaped here
// and read character by character there, and JSON documents are mostly what has to be escaped.

/** `text[]`; null is NULL. Postgres refuses U+0000: see `storableText`. */
export function textArray(values: readonly (string | null)[]): Buffer {
  let at = begin(values, oids.text);
  for (const value of values) {
    if (value === null) {
      at = writeNull(at);
      continue;
    }
    // No character takes more than three bytes a UTF-16 unit.
    reserve(at + 4 + value.length * 3);
    const length = scratch.write(value, at + 4);
    at = scratch.writeInt32BE(length, at) + length;
  }
  return copyTo(at);
}

/** `int[]`; null is NULL. */
export const integerArray = arrayOf<number>("integer", 4, (value, at) => scratch.writeInt32BE(value, at));
/** `bigint[]`, of decimal text as pg reads such columns; null is NULL. */
export const bigintArray = arrayOf<string>("bigint", 8, (value, at) => scratch.writeBigInt64BE(BigInt(value), at));
/** `float8[]`; null is NULL. */
export const doubleArray = arrayOf<number>("double", 8, (value, at) => scratch.writeDoubleBE(value, at));
/** `boolean[]`; null is NULL. */
export const booleanArray = arrayOf<boolean>("boolean", 1, (value, at) => scratch.writeUInt8(Number(value), at));

/** Of values that all take so many bytes; `write` answers where the next one begins. */
function arrayOf<T>(type: keyof typeof oids, bytes: number, write: (value: T, at: number) => number) {
  return (values: readonly (T | null)[]): Buffer => {
    let at = begin(values, oids[type]);
    reserve(at + values.length * (4 + bytes));
    for (const value of values) at = value === null ? writeNull(at) : write(value, scratch.writeInt32BE(bytes, at));
    return copyTo(at);
  };
}

/** pg_type.oid: fixed for built-in types. */
const oids = { boolean: 16, bigint: 20, integer: 23, text: 25, double: 701 };

/** Where parameters are put together; nothing is kept in it between two calls. */
let scratch = Buffer.allocUnsafe(64 * 1024);

function reserve(bytes: number): void {
  if (bytes <= scratch.length) return;
  const larger = Buffer.allocUnsafe(Math.max(bytes, scratch.length * 2));
  scratch.copy(larger);
  scratch = larger;
}

/** Dimensions, whether there are nulls, the elements' type, length and lower bound: see array_recv. */
function begin(values: readonly unknown[], oid: number): number {
  reserve(20);
  let at = scratch.writeInt32BE(values.length === 0 ? 0 : 1, 0);
  at = scratch.writeInt32BE(values.includes(null) ? 1 : 0, at);
  at = scratch.writeInt32BE(oid, at);
  if (values.length === 0) return at;
  return scratch.writeInt32BE(1, scratch.writeInt32BE(values.length, at));
}

function writeNull(at: number): number {
  reserve(at + 4);
  return scratch.writeInt32BE(-1, at);
}

function copyTo(end: number): Buffer {
  const bytes = Buffer.from(scratch.subarray(0, end));
  // One huge statement must not keep its memory for ever.
  if (scratch.length > scratchMax) scratch = Buffer.allocUnsafe(64 * 1024);
  return bytes;
}

const scratchMax = 4 * 1024 * 1024;
