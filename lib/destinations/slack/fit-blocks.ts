import type { Json } from "@/lib/durable/contract";
import { escapeSlackUrl } from "@/lib/pipeline/escape";
import { printPath } from "@/lib/pipeline/problems";
import { cutText } from "./cut-text";
import { slackLimits } from "./limits";
import { textCost } from "./text-cost";
import { textLeaves, totalRoom, validateBlocks } from "./validate-blocks";

export type FittedBlocks = { blocks: Json[]; cuts: string[] };

/**
 * The blocks with every text within its own cap and the message's, the cuts visible and a link to the whole event below
 * them. Texts that came out empty become a dash, since Slack refuses the whole message for one. Anything else that is
 * wrong stays for `validateBlocks` to say.
 */
export function fitBlocks(blocks: Json[], eventUrl: string): FittedBlocks {
  const fitted = structuredClone(blocks);
  const cuts = [...fillEmptyTexts(fitted), ...cutLongTexts(fitted), ...cutToTotal(fitted)];
  if (!cuts.some((cut) => cut.isLoss)) return { blocks: fitted, cuts: cuts.map(({ text }) => text) };
  return { blocks: [...fitted, ...linkToEvent(fitted, eventUrl)], cuts: cuts.map(({ text }) => text) };
}

type Cut = { text: string; isLoss: boolean };

function fillEmptyTexts(blocks: Json[]): Cut[] {
  return textLeaves(blocks).flatMap(({ path, text }) => {
    if (text.trim() !== "") return [];
    replaceAt(blocks, path, "–");
    return [{ text: `${printPath(["blocks", ...path])} was empty and became a dash`, isLoss: false }];
  });
}

function cutLongTexts(blocks: Json[]): Cut[] {
  const leaves = new Map(textLeaves(blocks).map((leaf) => [JSON.stringify(leaf.path), leaf]));
  return validateBlocks(blocks).flatMap(({ path, charactersMax }) => {
    const leaf = leaves.get(JSON.stringify(path));
    if (charactersMax === undefined || !leaf) return [];
    replaceAt(blocks, path, cutText(leaf.text, charactersMax, { isMrkdwn: leaf.isMrkdwn, measure: (text) => text.length }));
    return [{ text: `${printPath(["blocks", ...path])} was cut from ${leaf.text.length} to ${charactersMax} characters`, isLoss: true }];
  });
}

/** The longest texts give way first, all to one common length. */
function cutToTotal(blocks: Json[]): Cut[] {
  const leaves = textLeaves(blocks);
  const room = totalRoom(blocks.length + 1) - linkRoom;
  if (leaves.reduce((sum, leaf) => sum + leaf.cost, 0) <= room) return [];
  const level = commonLevel(leaves.map(({ cost }) => cost), room);
  return leaves.flatMap((leaf) => {
    if (leaf.cost <= level) return [];
    const weight = leaf.cost / textCost(leaf.text);
    replaceAt(blocks, leaf.path, cutText(leaf.text, Math.floor(level / weight), { isMrkdwn: leaf.isMrkdwn, measure: textCost }));
    return [{ text: `${printPath(["blocks", ...leaf.path])} was cut to fit the message's ${slackLimits.totalText} characters`, isLoss: true }];
  });
}

/** The greatest level at which `sum(min(cost, level))` is within the room. */
function commonLevel(costs: number[], room: number): number {
  let left = room;
  const ascending = [...costs].sort((a, b) => a - b);
  for (const [index, cost] of ascending.entries()) {
    const share = left / (ascending.length - index);
    if (cost > share) return Math.floor(share);
    left -= cost;
  }
  return room;
}

/** Set aside for the link, which comes only when something was cut; a URL may be long. */
const linkRoom = 600;

function linkToEvent(blocks: Json[], eventUrl: string): Json[] {
  const target = escapeSlackUrl(eventUrl);
  const text = target === "" ? "Parts of this message were cut." : `Parts of this message were cut: <${target}|see the whole event>.`;
  if (blocks.length >= slackLimits.blocks || textCost(text) > linkRoom) return [];
  return [{ type: "context", elements: [{ type: "mrkdwn", text, verbatim: true }] }];
}

function replaceAt(root: Json, path: (string | number)[], text: string): void {
  const [head, ...rest] = path;
  if (head === undefined || typeof root !== "object" || root === null) return;
  if (Array.isArray(root)) {
    const index = Number(head);
    if (rest.length === 0) root[index] = text;
    else replaceAt(root[index] ?? null, rest, text);
    return;
  }
  if (rest.length === 0) root[String(head)] = text;
  else replaceAt(root[String(head)] ?? null, rest, text);
}
