import { wellFormedJson } from "@/lib/pipeline/well-formed";
import type { Rendered, RenderInput, RenderRefusal } from "../contract";
import { blocksDraft } from "./blocks-draft";
import { cutText } from "./cut-text";
import { defaultDraft } from "./default-draft";
import type { SlackConfig, SlackTarget, SlackTemplate } from "./schemas";
import { fitBlocks } from "./fit-blocks";
import { slackLimits } from "./limits";
import { messageDraft, type SlackDraft } from "./message-draft";
import { printBlockProblem, validateBlocks } from "./validate-blocks";

/**
 * The arguments of `chat.postMessage` but the channel. Never `link_names` or `parse`: both turn a bare @channel in an
 * event into a mention.
 */
export function renderSlack(input: RenderInput<SlackTemplate, SlackConfig, SlackTarget>): Rendered | RenderRefusal {
  const { blocks, fallback, cuts } = draftOf(input);
  if (!Array.isArray(blocks)) return refusal("expected a list of blocks, or an object with a list `blocks`");
  const fitted = fitBlocks(blocks, input.context.event.meta.url);
  const problems = validateBlocks(fitted.blocks);
  if (problems.length > 0) return refusal(problems.slice(0, 10).map(printBlockProblem).join("; "));
  const unfurl = input.config.unfurl ?? false;
  return {
    message: wellFormedJson({
      text: cutText(fallback, slackLimits.fallbackText, { isMrkdwn: true, measure: (text) => text.length }),
      blocks: fitted.blocks,
      unfurl_links: unfurl,
      unfurl_media: unfurl,
    }),
    cuts: [...cuts, ...fitted.cuts],
  };
}

function draftOf({ template, context }: RenderInput<SlackTemplate, SlackConfig, SlackTarget>): SlackDraft {
  if (template === undefined) return defaultDraft(context);
  return template.mode === "message" ? messageDraft(template, context) : blocksDraft(template, context);
}

function refusal(detail: string): RenderRefusal {
  return { refused: { code: "invalid_blocks", detail } };
}
