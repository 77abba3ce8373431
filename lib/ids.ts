import { randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export const idPrefixes = {
  organization: "org",
  user: "usr",
  invitation: "inv",
  source: "src",
  event: "evt",
  schema: "sch",
  rejection: "rej",
  pipeline: "pl",
  pipelineVersion: "plv",
  step: "st",
  connection: "con",
  destination: "dst",
  run: "run",
  stepRun: "srn",
  delivery: "dlv",
  replayJob: "job",
  attempt: "att",
  entity: "ent",
  entityWrite: "enw",
  entityImport: "imp",
  apiKey: "key",
  agent: "agt",
  audit: "aud",
  dataKey: "dek",
  testMessage: "test",
} as const;

export type IdKind = keyof typeof idPrefixes;

/**
 * A new id such as `evt_01J…`: the prefix and a ULID, so that ids sort by creation.
 * Ids made by one process within one millisecond still ascend.
 */
export function newId(kind: IdKind, nowMs = Date.now()): string {
  return `${idPrefixes[kind]}_${nextUlid(nowMs)}`;
}

/**
 * The id of the `place`th thing that follows from another one, the same whenever it is asked: it sorts like the other,
 * and no `newId` gives it away.
 */
export function derivedId(kind: IdKind, from: string, place: number): string {
  const ulid = from.slice(-26);
  // The first random symbol stays the same through a millisecond: another one there leads away from all its ids.
  const own = place === 0 ? ulid : replaceSymbols(ulid, place);
  return `${idPrefixes[kind]}_${own}`;
}

function replaceSymbols(ulid: string, place: number): string {
  const [first, second] = [ulid.charAt(10), ulid.charAt(11)].map((symbol) => alphabet.indexOf(symbol));
  const changed = [(first ?? 0) ^ (place & 31), (second ?? 0) ^ (place >> 5)].map((value) => alphabet.charAt(value));
  return ulid.slice(0, 10) + changed.join("") + ulid.slice(12);
}

/** The least id that can have been made at that moment or later: a bound for walking an index by time. */
export function firstIdAt(kind: IdKind, ms: number): string {
  return `${idPrefixes[kind]}_${timeSymbols(Math.max(0, ms))}`;
}

/** When an id was made, in Unix milliseconds. */
export function timeOfId(id: string): number {
  let ms = 0;
  for (const symbol of id.slice(-26, -16)) ms = ms * 32 + alphabet.indexOf(symbol);
  return ms;
}

let lastMs = 0;
let lastRandom = new Uint8Array(16);
let pool = Buffer.alloc(0);
let poolOffset = 0;

function nextUlid(nowMs: number): string {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    lastRandom = randomSymbols();
  } else {
    increment(lastRandom);
  }
  let tail = "";
  for (const symbol of lastRandom) tail += alphabet.charAt(symbol);
  return timeSymbols(lastMs) + tail;
}

function timeSymbols(ms: number): string {
  let time = ms;
  let text = "";
  for (let i = 0; i < 10; i++) {
    text = alphabet.charAt(time % 32) + text;
    time = Math.floor(time / 32);
  }
  return text;
}

function randomSymbols(): Uint8Array<ArrayBuffer> {
  // One system call fills many ids: a call an id is measurable at ingest rates.
  if (poolOffset + 16 > pool.length) {
    pool = randomBytes(4096);
    poolOffset = 0;
  }
  const symbols = new Uint8Array(16);
  for (let i = 0; i < 16; i++) symbols[i] = pool.readUInt8(poolOffset + i) & 31;
  poolOffset += 16;
  return symbols;
}

function increment(symbols: Uint8Array): void {
  for (let i = symbols.length - 1; i >= 0; i--) {
    const next = (symbols[i] ?? 0) + 1;
    symbols[i] = next % 32;
    if (next < 32) return;
  }
}
