import { z } from "zod";
import { slackLimits as limits } from "./limits";

/** UTF-16 units, as JavaScript counts; zod's own `max` counts code points, and which one Slack counts is not documented. */
export const atMost = (max: number) =>
  z.string().min(1, "must not be empty").superRefine((text, context) => {
    if (text.length > max) context.addIssue({ code: "too_big", origin: "string", maximum: max, inclusive: true, input: text, message: `must have at most ${max} characters` });
  });
export const id = atMost(limits.idText).optional();
export const webUrl = atMost(limits.url).refine((url) => /^https?:\/\/[^\s]+$/i.test(url) && URL.canParse(url), "must be an http or https address");
export const list = <S extends z.ZodType>(item: S, max: number, min = 1) =>
  z.array(item).min(min, `must have at least ${min} item${min === 1 ? "" : "s"}`).max(max, `must have at most ${max} items`);

export const plainText = (max: number) => z.strictObject({ type: z.literal("plain_text"), text: atMost(max), emoji: z.boolean().optional() });
export const mrkdwn = (max: number) => z.strictObject({ type: z.literal("mrkdwn"), text: atMost(max), verbatim: z.boolean().optional() });
export const textObject = (max: number) => z.discriminatedUnion("type", [plainText(max), mrkdwn(max)]);
