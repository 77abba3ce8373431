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
  return `${idPrefixes[kind]}_${nextUlid(nowMs, kind === "run" ? derivedMax : 0)}`;
}

/** How many ids may follow from a run's: a pipeline has at most 50 steps and as many destinations. */
const derivedMax = 63;

/**
 * The id of what stands at a place in a run, 0 to 63: the same whenever it is asked, in the order of runs and places.
 * No `newId` of that kind gives it away.
 */
export function derivedId(kind: IdKind, runId: string, place: number): string {
  if (place === 0) return `${idPrefixes[kind]}_${runId.slice(-26)}`;
  const symbols = Array.from(runId.slice(-16), (symbol) => alphabet.indexOf(symbol));
  advance(symbols, place);
  return `${idPrefixes[kind]}_${runId.slice(-26, -16)}${symbols.map((symbol) => alphabet.charAt(symbol)).join("")}`;
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

/** `room`: how many ids after it are kept free. */
function nextUlid(nowMs: number, room: number): string {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    lastRandom = randomSymbols();
  } else {
    advance(lastRandom, 1);
  }
  let tail = "";
  for (const symbol of lastRandom) tail += alphabet.charAt(symbol);
  if (room > 0) advance(lastRandom, room);
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

function advance(symbols: Uint8Array | number[], by: number): void {
  let carry = by;
  for (let i = symbols.length - 1; i >= 0 && carry > 0; i--) {
    const sum = (symbols[i] ?? 0) + carry;
    symbols[i] = sum % 32;
    carry = Math.floor(sum / 32);
  }
}
