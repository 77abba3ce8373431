import { slackLimits as limits } from "@/lib/destinations/slack/limits";
import { textLeaves, totalRoom, type TextLeaf } from "@/lib/destinations/slack/validate-blocks";
import type { Json } from "@/lib/durable/contract";
import { counterOf, nearShare, type Counter } from "../counter";

/** How much of Slack's caps a rendered message takes. */
export function slackCounters(message: Json, cuts: readonly string[]): Counter[] {
  const blocks = blocksOf(message);
  const leaves = textLeaves(blocks);
  const fullest = fullestOf(leaves.map((leaf) => ({ leaf, max: maxOf(leaf, blocks) })));
  const total = Math.ceil(leaves.reduce((sum, { cost }) => sum + cost, 0));
  return [
    counterOf("blocks", blocks.length, limits.blocks, false),
    counterOf("longest text", fullest?.leaf.text.length ?? 0, fullest?.max ?? limits.sectionText, cuts.some((cut) => / was cut from \d+ to \d+ characters$/.test(cut))),
    counterOf("total", total, totalRoom(blocks.length), cuts.some((cut) => cut.includes(" was cut to fit the message's "))),
  ];
}

/** The longest text, unless another is nearly full by its own, lower cap. */
function fullestOf(measured: { leaf: TextLeaf; max: number }[]): { leaf: TextLeaf; max: number } | undefined {
  const share = ({ leaf, max }: { leaf: TextLeaf; max: number }) => leaf.text.length / max;
  const fullest = measured.toSorted((a, b) => share(b) - share(a))[0];
  if (fullest && share(fullest) >= nearShare) return fullest;
  return measured.toSorted((a, b) => b.leaf.text.length - a.leaf.text.length)[0];
}

function maxOf({ path }: TextLeaf, blocks: Json[]): number {
  const block = typeof path[0] === "number" ? blocks[path[0]] : null;
  const type = typeof block === "object" && block !== null && !Array.isArray(block) ? block["type"] : null;
  if (type === "header") return limits.headerText;
  if (type === "markdown") return limits.markdownTotal;
  if (type === "table") return limits.tableText;
  if (type === "actions" || path.includes("accessory")) return limits.buttonText;
  return type === "section" && path.includes("fields") ? limits.fieldText : limits.sectionText;
}

function blocksOf(message: Json): Json[] {
  if (typeof message !== "object" || message === null || Array.isArray(message)) return [];
  return Array.isArray(message["blocks"]) ? message["blocks"] : [];
}
