import { blockBudgetCost, blockBudgetMax } from "./block-budget";
import { isObject } from "./block-kit/rule";
import { describeViolations, hasManyTables, validateBlocks } from "./validate-blocks";
import { fail, type Arguments, type Outcome } from "./method";
import { parseJson } from "./read-arguments";
import { storableText } from "./storable-text";

export type MessageContent = {
  text: string;
  blocks: unknown[] | null;
  attachments: unknown[] | null;
  metadata: Record<string, unknown> | null;
  warnings: string[];
};

type Checked = { kind: "content"; content: MessageContent } | { kind: "refused"; outcome: Outcome };

const textMax = 40_000;
const attachmentsMax = 100;

/** What a message would be made of, or Slack's refusal of it. */
export function readMessageContent(args: Arguments): Checked {
  const refuse = (error: string, fields?: Record<string, unknown>): Checked => ({ kind: "refused", outcome: fail(error, fields) });

  const blocks = readList(args["blocks"]);
  if (blocks === "malformed") return refuse("invalid_blocks_format");
  const attachments = readList(args["attachments"]);
  if (attachments === "malformed") return refuse("invalid_attachments");
  const metadata = readMetadata(args["metadata"]);
  if (metadata === "invalid_metadata_format" || metadata === "invalid_metadata_schema") return refuse(metadata);

  const markdown = typeof args["markdown_text"] === "string" ? args["markdown_text"] : "";
  const plain = typeof args["text"] === "string" ? args["text"] : "";
  if (markdown !== "" && (plain !== "" || blocks)) return refuse("markdown_text_conflict");
  if (markdown.length > 12_000) return refuse("msg_too_long");
  const text = markdown || plain;
  if (text.trim() === "" && !blocks && !attachments) return refuse("no_text");

  if (attachments) {
    if (attachments.length > attachmentsMax) return refuse("too_many_attachments");
    const problem = attachmentProblem(attachments);
    if (problem) return { kind: "refused", outcome: problem };
  }
  if (blocks) {
    if (hasManyTables(blocks)) return refuse("invalid_attachments", { response_metadata: { messages: ["[ERROR] only_one_table_allowed"] } });
    const violations = validateBlocks(blocks, "/blocks");
    if (violations.length > 0) {
      const { errors, messages } = describeViolations(violations);
      return refuse("invalid_blocks", { errors, response_metadata: { messages } });
    }
    if (blockBudgetCost(blocks) > blockBudgetMax) return refuse("msg_blocks_too_long");
  }
  const isTruncated = text.length > textMax;
  return {
    kind: "content",
    content: {
      text: storableText(isTruncated ? text.slice(0, textMax) : text),
      blocks,
      attachments,
      metadata,
      warnings: isTruncated ? ["message_truncated"] : [],
    },
  };
}

/** A list given as JSON text (forms) or as it is (JSON bodies). An empty list is none; a list encoded twice parses to a string. */
function readList(value: unknown): unknown[] | null | "malformed" {
  if (value === undefined || value === null || value === "") return null;
  const parsed = typeof value === "string" ? parseJson(value) : value;
  if (!Array.isArray(parsed)) return "malformed";
  return parsed.length === 0 ? null : parsed;
}

function readMetadata(value: unknown): Record<string, unknown> | null | "invalid_metadata_format" | "invalid_metadata_schema" {
  if (value === undefined || value === null || value === "") return null;
  const parsed = typeof value === "string" ? parseJson(value) : value;
  if (!isObject(parsed)) return "invalid_metadata_format";
  const isSound = typeof parsed["event_type"] === "string" && parsed["event_type"] !== "" && isObject(parsed["event_payload"]);
  return isSound ? parsed : "invalid_metadata_schema";
}

const visibleParts = ["text", "fallback", "pretext", "title", "author_name", "image_url", "thumb_url", "footer", "fields", "blocks"];

function attachmentProblem(attachments: unknown[]): Outcome | undefined {
  for (const [index, attachment] of attachments.entries()) {
    const at = `/attachments/${index}`;
    if (!isObject(attachment)) return fail("invalid_attachments", metadataOf([`must provide an object [json-pointer:${at}]`]));
    if (!visibleParts.some((part) => attachment[part] !== undefined && attachment[part] !== "")) return fail("no_text");
    if (attachment["blocks"] === undefined) continue;
    const violations = validateBlocks(attachment["blocks"], `${at}/blocks`);
    if (violations.length > 0) return fail("invalid_attachments", metadataOf(describeViolations(violations).errors));
  }
  return undefined;
}

function metadataOf(errors: string[]): Record<string, unknown> {
  return { errors, response_metadata: { messages: errors.map((error) => `[ERROR] ${error}`) } };
}
