import { cutTo } from "../cut-to";
import { isWebUrl } from "../is-web-url";
import { fitTotal, totalLength } from "./fit-total";
import { discordLimits as limits } from "./limits";
import { cutMarkdown, markdownLink } from "./markdown";
import { defined, type DiscordEmbed, type DiscordMessage } from "./message";

type Fitted = { message: DiscordMessage; cuts: string[] };

/**
 * The message within Discord's caps, and what had to go, in words. Its links stand below its text, whatever is cut above
 * them; one to the event joins them where something was cut.
 */
export function fitMessage(draft: DiscordMessage, links: string[], eventUrl: string): Fitted {
  const kept = linksWithin(links);
  const leftOut = links.length === kept.length ? [] : [`${links.length - kept.length} links were left out: they may have ${linksMax} characters together`];
  const fitted = fitAbove(draft, kept, leftOut);
  const isLinked = !isWebUrl(eventUrl) || eventUrl.length > eventUrlMax || JSON.stringify(fitted.message).includes(eventUrl);
  return fitted.cuts.length === 0 || isLinked ? fitted : fitAbove(draft, [...kept, markdownLink("See the whole event", eventUrl)], leftOut);
}

const separator = " · ";
/** With a title and the link to the event they leave room for a text, and ten embeds' titles and authors leave room for that link. */
const linksMax = 3000;
const eventUrlMax = 500;

function linksWithin(links: string[]): string[] {
  return links.reduce<string[]>((kept, link) => ([...kept, link].join(separator).length > linksMax ? kept : [...kept, link]), []);
}

function fitAbove({ content, embeds = [] }: DiscordMessage, links: string[], leftOut: string[]): Fitted {
  const cuts = [...leftOut];
  const cut = (name: string, text: string | undefined, max: number, shorten = cutTo) => {
    if (text === undefined || text.length <= max) return text;
    cuts.push(`${name} was cut from ${text.length} to ${max} characters`);
    return shorten(text, max);
  };
  const below = links.join(separator);
  const room = below === "" ? 0 : below.length + gap.length;
  const shown = embeds.slice(0, limits.embeds);
  const fitted = shown.map((embed, index): DiscordEmbed => {
    const { title, description, footer, author, fields = [] } = embed;
    if (fields.length > limits.fields) cuts.push(`${fields.length - limits.fields} fields were left out: there may be ${limits.fields}`);
    return defined({
      ...embed,
      title: cut("the title", title, limits.title),
      description: cut("the text", description, limits.description - (index === shown.length - 1 ? room : 0), cutMarkdown),
      footer: footer && { ...footer, text: cut("the small print", footer.text, limits.footer) ?? "" },
      author: author && { ...author, name: cut("the author", author.name, limits.title) ?? "" },
      fields: fields.slice(0, limits.fields).map((field) => ({ ...field, name: cut("a field's label", field.name, limits.fieldName) ?? "", value: cut("a field", field.value, limits.fieldValue, cutMarkdown) ?? "" })),
    });
  });
  if (embeds.length > limits.embeds) cuts.push(`${embeds.length - limits.embeds} embeds were left out: there may be ${limits.embeds}`);
  const total = totalLength(fitted) + room;
  const inTotal = fitTotal(fitted, limits.total - room);
  if (total > limits.total && shown.length > 0) cuts.push(`texts were cut to fit the message's ${limits.total} characters (${total} were given)`);
  const text = cut("the content", content, limits.content - (shown.length === 0 ? room : 0), cutMarkdown);
  return { message: withLinks({ content: text, embeds: inTotal }, below), cuts };
}

const gap = "\n\n";

/** Below the last embed's text, or the content's where there is no embed. Discord takes no embed without anything in it. */
function withLinks({ content, embeds = [] }: DiscordMessage, below: string): DiscordMessage {
  const under = (text: string | undefined) => [text ?? "", below].filter((part) => part !== "").join(gap) || undefined;
  const last = embeds.length - 1;
  const linked = embeds.map((embed, index) => (index === last ? defined({ ...embed, description: under(embed.description) }) : embed));
  return defined({ content: last < 0 ? under(content) : content, embeds: linked.filter((embed) => Object.keys(embed).length > 0) });
}
