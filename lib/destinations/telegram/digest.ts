import type { Json } from "@/lib/durable/contract";
import { escapeHtml, escapeTelegramHtml } from "@/lib/pipeline/escape";
import type { Digest } from "../contract";
import { digestNames, digestSince, linesThatFit } from "../digest-parts";
import { cutHtml, shownLength } from "./html";
import { telegramLimits } from "./limits";
import { telegramMessage, type TelegramMessage } from "./message";

const labelMax = 120;

/** How many, since when and of what; then the first line of each event as a link to it, oldest first. */
export function telegramDigest(digest: Digest): Json {
  const { count, events, listUrl } = digest;
  const names = digestNames(digest);
  const heading = `<b>${count} events</b> since ${escapeTelegramHtml(digestSince(digest))}${names === "" ? "" : `: ${escapeTelegramHtml(names)}`}`;
  const textOf = (lines: string[]) => `${heading}\n\n${lines.join("\n")}`;
  const lines = linesThatFit(
    events.map(({ message, url }) => `• ${link(url, lineOf(message))}`),
    count,
    (left) => `… and ${link(listUrl, `${left} more`)}`,
    (shown) => shown.length < telegramLimits.entities && shownLength(textOf(shown)) <= telegramLimits.text,
  );
  const first = telegramMessage.safeParse(events[0]?.message).data;
  const message: TelegramMessage = {
    text: textOf(lines),
    parse_mode: "HTML",
    link_preview_options: first?.link_preview_options ?? { is_disabled: true },
    ...(first?.disable_notification ? { disable_notification: true } : {}),
  };
  return message;
}

/** Values are escaped already: any tag is the template's own, and a link takes none within. */
function lineOf(message: Json): string {
  const text = (telegramMessage.safeParse(message).data?.text ?? "").replace(/<[^<>]*>/g, "");
  const [line = "Open event"] = text.split("\n").map((each) => each.trim()).filter((each) => each !== "");
  return cutHtml(line, labelMax);
}

function link(url: string, label: string): string {
  return `<a href="${escapeHtml(url, "url")}">${label}</a>`;
}
