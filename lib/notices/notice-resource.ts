import { z } from "zod";
import { isDuration, parseDuration } from "@/lib/pipeline/durations";

/** The kinds of connections that a notice can go through: those that show a titled message to people. */
export const noticeKinds: readonly string[] = ["slack", "discord", "telegram", "email"];

export const noticeAddressesMax = 20;
const digestMsMin = 60_000;
const digestMsMax = 7 * 86_400_000;

export const noticeChannelSchema = z.discriminatedUnion("via", [
  z.strictObject({
    via: z.literal("connection"),
    /** The id of a Slack, Discord, Telegram or email connection, or its slug. */
    connection: z.string().min(1).max(64),
    /** As a pipeline's destination has it: `{ "channel": "#ops" }`. */
    target: z.record(z.string(), z.json()).default({}),
  }),
  /** By the install's own mail server, `SMTP_URL`. */
  z.strictObject({ via: z.literal("mail"), to: z.array(z.email("expected a mail address")).min(1, "expected an address").max(noticeAddressesMax) }),
]);
export type NoticeChannel = z.infer<typeof noticeChannelSchema>;

export const saveNoticesSchema = z.strictObject({
  is_on: z.boolean(),
  /** Where notices go; null only while they are off. */
  channel: noticeChannelSchema.nullable(),
  /** Later failures of one cause are counted so long and then told in one message. */
  digest_every: z.string().refine((text) => isDuration(text) && parseDuration(text) >= digestMsMin && parseDuration(text) <= digestMsMax, "expected a duration from 1m to 7d, such as 1h").default("1h"),
});
export type SaveNotices = z.infer<typeof saveNoticesSchema>;

export const noticesSchema = z.object({
  is_on: z.boolean(),
  channel: noticeChannelSchema.nullable(),
  digest_every: z.string(),
  /** Why the last notice could not go there; null when it did. */
  problem: z.object({ code: z.string(), detail: z.string(), since: z.string() }).nullable(),
  /** Whether the install has a mail server of its own, `SMTP_URL`. */
  has_system_mail: z.boolean(),
});
export type Notices = z.infer<typeof noticesSchema>;

export const testNoticeSchema = z.strictObject({ channel: noticeChannelSchema });

export const testNoticeResultSchema = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), code: z.string(), detail: z.string() }),
]);
export type TestNoticeResult = z.infer<typeof testNoticeResultSchema>;
