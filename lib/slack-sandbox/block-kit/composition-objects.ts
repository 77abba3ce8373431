import { anyOf, byType, flag, isObject, list, object, oneOf, text, violation, type Rule } from "./rule";

const type = text();

/** `emoji` belongs to plain_text only. */
export const plainText = (max = 3000, min = 1): Rule =>
  byType({ plain_text: object({ required: { type, text: text({ min, max }) }, optional: { emoji: flag } }) });

/** `verbatim` belongs to mrkdwn only. */
export const mrkdwn = (max = 3000, min = 1): Rule =>
  byType({ mrkdwn: object({ required: { type, text: text({ min, max }) }, optional: { verbatim: flag } }) });

export const anyText = (max = 3000): Rule =>
  anyOf(
    byType({
      plain_text: object({ required: { type, text: text({ min: 1, max }) }, optional: { emoji: flag } }),
      mrkdwn: object({ required: { type, text: text({ min: 1, max }) }, optional: { verbatim: flag } }),
    }),
  );

/** Slack's wording for a malformed link is not recorded anywhere; this one is ours. */
export const url = (max = 3000): Rule => (value, at) => {
  const found = text({ min: 1, max })(value, at);
  if (found.length > 0 || typeof value !== "string") return found;
  const isUrl = URL.canParse(value) && !["javascript:", "data:", "vbscript:"].includes(new URL(value).protocol);
  return isUrl ? [] : violation(at, "must be a valid url");
};

/** Slack fetches images while it accepts the message, so an address it cannot reach fails the whole message. */
const imageUrl: Rule = (value, at) => {
  const found = text({ min: 1, max: 3000 })(value, at);
  if (found.length > 0 || typeof value !== "string") return found;
  return isReachableFromSlack(value) ? [] : violation(at, "downloading image failed");
};

const slackFile: Rule = object({ optional: { id: text({ min: 1 }), url: text({ min: 1 }) } }, (value, at) =>
  isObject(value) && (value["id"] === undefined) === (value["url"] === undefined)
    ? violation(at, "must define either `id` or `url`")
    : [],
);

export const imageFields = {
  required: { type, alt_text: text({ min: 1, max: 2000 }) },
  optional: { image_url: imageUrl, slack_file: slackFile },
};

export const hasOneImageSource: Rule = (value, at) => {
  if (!isObject(value)) return [];
  const sources = [value["image_url"], value["slack_file"]].filter((source) => source !== undefined);
  if (sources.length === 0) return violation(at, "missing required field: image_url", { type: "required", expected: "image_url" });
  return sources.length === 1 ? [] : violation(at, "must define only one of `image_url` or `slack_file`");
};

export const imageObject: Rule = byType({ image: object(imageFields, hasOneImageSource) });

const colorScheme = oneOf("primary", "danger");

export const confirm: Rule = object({
  required: { text: anyText(300) },
  optional: { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: colorScheme },
});

// The documentation says 75 for `value`, the Python validators 150: the smaller one is always safe.
const optionFields = { value: text({ min: 1, max: 75 }), description: plainText(75), url: url() };

const optionOf = (label: Rule): Rule => {
  const { value, ...optional } = optionFields;
  return object({ required: { text: label, value }, optional });
};

/** For menus: labels are plain text. */
export const plainOption = optionOf(plainText(75));
/** For checkboxes and radio buttons: labels may be mrkdwn. */
export const anyOption = optionOf(anyText(75));
export const optionGroup: Rule = object({
  required: { label: plainText(75), options: list(plainOption, { min: 1, max: 100 }) },
});

function isReachableFromSlack(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:") return false;
  const host = hostname.toLowerCase().replace(/\.$/, "");
  if (host.startsWith("[")) return /^\[[23]/.test(host);
  const octets = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(host);
  if (octets) return !isPrivateAddress(Number(octets[1]), Number(octets[2]));
  const topLevel = host.slice(host.lastIndexOf(".") + 1);
  return host.includes(".") && !["invalid", "localhost", "local", "internal"].includes(topLevel);
}

function isPrivateAddress(first: number, second: number): boolean {
  if (first === 0 || first === 10 || first === 127 || first >= 224) return true;
  if (first === 172) return second >= 16 && second <= 31;
  return (first === 192 && second === 168) || (first === 169 && second === 254) || (first === 100 && second >= 64 && second <= 127);
}
