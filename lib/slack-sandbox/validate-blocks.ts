import { messageBlock } from "./block-kit/blocks";
import { isObject, list, violation, type Rule, type Violation } from "./block-kit/rule";

export type { Violation };

/** Everything Slack would refuse in these blocks. `at` is where they stand: `/blocks` in a message, empty in `blocks.validate`. */
export function validateBlocks(blocks: unknown, at: string): Violation[] {
  const shape = list(messageBlock, { max: 50 })(blocks, at);
  if (!Array.isArray(blocks)) return shape;
  const sound = blocks.slice(0, 50);
  return [...shape, ...repeatedBlockIds(sound, at), ...repeatedActionIds(sound, at), ...markdownTotal(sound, at), ...tableTotal(sound, at)];
}

/** The same list as Slack's two fields carry it: `errors`, and `response_metadata.messages` with a mark in front. */
export function describeViolations(violations: Violation[]): { errors: string[]; messages: string[] } {
  const errors = violations.map(({ message, pointer }) => `${message} [json-pointer:${pointer}]`);
  return { errors, messages: errors.map((error) => `[ERROR] ${error}`) };
}

export function hasManyTables(blocks: unknown[]): boolean {
  return blocks.filter((block) => isObject(block) && block["type"] === "table").length > 1;
}

function repeatedBlockIds(blocks: unknown[], at: string): Violation[] {
  return repeated(blocks, "block_id", at);
}

// Unique within its block; the same action_id in two blocks is accepted.
function repeatedActionIds(blocks: unknown[], at: string): Violation[] {
  return blocks.flatMap((block, index) => {
    const elements = isObject(block) ? block["elements"] : undefined;
    return Array.isArray(elements) ? repeated(elements, "action_id", `${at}/${index}/elements`) : [];
  });
}

function repeated(items: unknown[], name: "block_id" | "action_id", at: string): Violation[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const id = isObject(item) ? item[name] : undefined;
    if (typeof id !== "string" || id === "") return [];
    if (seen.has(id)) return violation(`${at}/${index}/${name}`, `\`${name}\` "${id}" already exists`);
    seen.add(id);
    return [];
  });
}

// 12,000 is the sum over all markdown blocks of a message, not the limit of one.
const markdownTotal: Rule = (blocks, at) => {
  let total = 0;
  if (!Array.isArray(blocks)) return [];
  for (const [index, block] of blocks.entries()) {
    if (!isObject(block) || block["type"] !== "markdown" || typeof block["text"] !== "string") continue;
    // A block too long by itself is already reported by its own rule.
    if (block["text"].length > 12_000) return [];
    total += block["text"].length;
    if (total > 12_000) return violation(`${at}/${index}/text`, "must be less than 12001 characters", { type: "max_length", expected: 12_000 });
  }
  return [];
};

const tableTotal: Rule = (blocks, at) => {
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((block, index) => {
    if (!isObject(block) || block["type"] !== "table" || charactersOfCells(block["rows"]) <= 10_000) return [];
    return violation(`${at}/${index}/rows`, "must be less than 10001 characters", { type: "max_length", expected: 10_000 });
  });
};

function charactersOfCells(rows: unknown): number {
  let total = 0;
  const rest: unknown[] = [rows];
  while (rest.length > 0) {
    const next = rest.pop();
    if (Array.isArray(next)) for (const item of next) rest.push(item);
    else if (isObject(next)) {
      if (typeof next["text"] === "string") total += next["text"].length;
      if (Array.isArray(next["elements"])) rest.push(next["elements"]);
    }
  }
  return total;
}
