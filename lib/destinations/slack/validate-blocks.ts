import { z } from "zod";
import type { Json } from "@/lib/durable/contract";
import { printPath } from "@/lib/pipeline/problems";
import { blockSchema } from "./block-schemas";
import { slackLimits } from "./limits";
import { textCost } from "./text-cost";

export type BlockProblem = {
  /** From the list of blocks on: `[0, "text", "text"]`. */
  path: (string | number)[];
  message: string;
  /** A text that is too long, and how long it may be. */
  charactersMax?: number;
  isEmptyText?: boolean;
};

const blockList = z.array(blockSchema).min(1, "needs at least one block").max(slackLimits.blocks, `must have at most ${slackLimits.blocks} blocks`);

/** Everything Slack would refuse in these blocks, as far as its documentation says. */
export function validateBlocks(blocks: Json): BlockProblem[] {
  const parsed = blockList.safeParse(blocks);
  const shape = parsed.success ? [] : parsed.error.issues.map(toProblem);
  if (!Array.isArray(blocks)) return shape;
  return [...shape, ...repeatedIds(blocks), ...tables(blocks), ...total(blocks)];
}

/** `blocks[0].text.text must have at most 3000 characters`. */
export function printBlockProblem({ path, message }: BlockProblem): string {
  return `${printPath(["blocks", ...path])} ${message}`;
}

type Issue = z.core.$ZodIssue;

function toProblem(issue: Issue): BlockProblem {
  const path = issue.path.map((segment) => (typeof segment === "number" ? segment : String(segment)));
  if (issue.code === "too_big" && issue.origin === "string") return { path, message: issue.message, charactersMax: Number(issue.maximum) };
  if (issue.code === "too_small" && issue.origin === "string") return { path, message: issue.message, isEmptyText: true };
  if (issue.code === "unrecognized_keys") return { path, message: `has unknown properties: ${issue.keys.join(", ")}` };
  if (issue.code === "invalid_type") return { path, message: issue.message.endsWith("received undefined") ? "is required" : issue.message.replace(/^Invalid input: /, "") };
  if (issue.code === "invalid_union" && issue.errors.length === 0) return { path, message: "has a type that is not supported here" };
  return { path, message: issue.message };
}

function repeatedIds(blocks: Json[]): BlockProblem[] {
  const actionIds = blocks.flatMap((block, index) => {
    const elements = isObject(block) ? block["elements"] : null;
    return Array.isArray(elements) ? repeated(elements, "action_id").map((problem) => ({ ...problem, path: [index, "elements", ...problem.path] })) : [];
  });
  return [...repeated(blocks, "block_id"), ...actionIds];
}

function repeated(items: Json[], name: string): BlockProblem[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const id = isObject(item) ? item[name] : undefined;
    if (typeof id !== "string") return [];
    if (seen.has(id)) return [{ path: [index, name], message: `"${id}" is used twice` }];
    seen.add(id);
    return [];
  });
}

function tables(blocks: Json[]): BlockProblem[] {
  return blocks
    .map((block, index) => ({ block, index }))
    .filter(({ block }) => isObject(block) && block["type"] === "table")
    .flatMap(({ block, index }, order) => [
      ...(order > 0 ? [{ path: [index], message: "is a second table; a message may have one" }] : []),
      ...(textLeaves([block]).reduce((sum, leaf) => sum + leaf.text.length, 0) > slackLimits.tableText
        ? [{ path: [index, "rows"], message: `must have at most ${slackLimits.tableText} characters` }]
        : []),
    ]);
}

function total(blocks: Json[]): BlockProblem[] {
  const room = totalRoom(blocks.length);
  const used = textLeaves(blocks).reduce((sum, leaf) => sum + leaf.cost, 0);
  return used > room ? [{ path: [], message: `have ${Math.ceil(used)} characters together, ${room} are allowed` }] : [];
}

/** What all texts may cost: every block beyond the 24th takes 125 from it, as in the recorded refusals. */
export function totalRoom(blockCount: number): number {
  return slackLimits.totalText - 125 * Math.max(0, blockCount - 24);
}

export type TextLeaf = { path: (string | number)[]; text: string; isMrkdwn: boolean; cost: number };

/** Each text that counts in the total and may be cut. */
export function textLeaves(blocks: Json[]): TextLeaf[] {
  const leaves: TextLeaf[] = [];
  const walk = (value: Json, path: (string | number)[], weight: number): void => {
    if (Array.isArray(value)) value.forEach((item, index) => walk(item, [...path, index], weight));
    if (!isObject(value)) return;
    // A rich_text message of 11,341 characters was refused where 13,172 of mrkdwn passed.
    const inside = value["type"] === "rich_text" ? 1.2 : weight;
    for (const [name, item] of Object.entries(value)) {
      if (typeof item !== "string") walk(item, [...path, name], inside);
      else if (name === "text" || name === "alt_text") {
        leaves.push({ path: [...path, name], text: item, isMrkdwn: value["type"] === "mrkdwn" || value["type"] === "markdown", cost: textCost(item) * inside });
      }
    }
  };
  walk(blocks, [], 1);
  return leaves;
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
