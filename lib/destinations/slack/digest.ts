import { z } from "zod";
import type { Json } from "@/lib/durable/contract";
import { escapeSlack, escapeSlackUrl } from "@/lib/pipeline/escape";
import { wellFormedJson } from "@/lib/pipeline/well-formed";
import type { Digest } from "../contract";
import { digestNames, digestSince, linesThatFit } from "../digest-parts";
import { cutText } from "./cut-text";
import { slackLimits } from "./limits";
import { textCost } from "./text-cost";

const labelMax = 150;

/** How many, since when and of what; then the notification text of each event as a link to it, oldest first. */
export function slackDigest(digest: Digest): Json {
  const { count, sinceMs, events, listUrl } = digest;
  const names = digestNames(digest);
  const about = names === "" ? "" : `: ${escapeSlack(names)}`;
  const since = escapeSlack(digestSince(digest));
  // Shown in each reader's own time zone.
  const moment = `<!date^${Math.floor(sinceMs / 1000)}^{date_short_pretty} at {time}|${since}>`;
  const heading = `*${count} events* since ${moment}${about}`;
  const lines = linesThatFit(
    events.map(({ message, url }) => `• ${link(url, lineOf(message))}`),
    count,
    (left) => `… and ${link(listUrl, `${left} more`)}`,
    (shown) => textCost([heading, ...shown].join("\n")) <= slackLimits.totalText - 500,
  );
  const unfurl = messageSchema.safeParse(events[0]?.message).data?.unfurl_links ?? false;
  return wellFormedJson({
    text: `${count} events since ${since}${about}`,
    blocks: [heading, ...sections(lines)].map((text) => ({ type: "section", text: { type: "mrkdwn", text, verbatim: true } })),
    unfurl_links: unfurl,
    unfurl_media: unfurl,
  });
}

const messageSchema = z.looseObject({ text: z.string(), unfurl_links: z.boolean().optional() });

/** Values are escaped already: any bracket is the template's own markup, which can't stand within a link. */
function lineOf(message: Json): string {
  const [line = ""] = (messageSchema.safeParse(message).data?.text ?? "").trim().split("\n");
  const plain = line.replace(/<[^<>|]*\|([^<>]*)>/g, "$1").replace(/<(https?:[^<>]*)>/g, "$1").replace(/<[^<>]*>/g, "").replace(/[<>]/g, "").replace(/\s+/g, " ").trim();
  return cutText(plain === "" ? "Open event" : plain, labelMax, { isMrkdwn: true, measure: (text) => text.length });
}

function link(url: string, label: string): string {
  return `<${escapeSlackUrl(url)}|${label}>`;
}

/** The lines in as few texts as Slack's limit on one allows. */
function sections(lines: string[]): string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= slackLimits.sectionText) texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts;
}
