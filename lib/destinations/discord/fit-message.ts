import { cutNoted, cutTo } from "../cut-to";
import { discordLimits as limits } from "./limits";
import { embedLength, type DiscordEmbed, type DiscordMessage } from "./message";

/** The message within Discord's caps, and what had to go, in words. */
export function fitMessage({ content, embeds = [] }: DiscordMessage): { message: DiscordMessage; cuts: string[] } {
  const cuts: string[] = [];
  const cut = (name: string, text: string | undefined, max: number) => {
    if (text === undefined) return undefined;
    const noted = cutNoted(name, text, max);
    if (noted.cut !== null) cuts.push(noted.cut);
    return noted.text;
  };
  const fitted = embeds.slice(0, limits.embeds).map((embed): DiscordEmbed => {
    const { title, description, footer, author, fields = [] } = embed;
    if (fields.length > limits.fields) cuts.push(`${fields.length - limits.fields} fields were left out: there may be ${limits.fields}`);
    return defined({
      ...embed,
      title: cut("the title", title, limits.title),
      description: cut("the text", description, limits.description),
      footer: footer && { ...footer, text: cut("the small print", footer.text, limits.footer) ?? "" },
      author: author && { ...author, name: cutTo(author.name, limits.title) },
      fields: fields.slice(0, limits.fields).map((field) => ({ ...field, name: cut("a field's label", field.name, limits.fieldName) ?? "", value: cut("a field", field.value, limits.fieldValue) ?? "" })),
    });
  });
  if (embeds.length > limits.embeds) cuts.push(`${embeds.length - limits.embeds} embeds were left out: there may be ${limits.embeds}`);
  const inTotal = fitTotal(fitted);
  if (inTotal.cut !== null) cuts.push(inTotal.cut);
  return { message: defined({ content: cut("the content", content, limits.content), embeds: inTotal.embeds }), cuts };
}

/** The longest texts give way first: descriptions from the last embed on, then fields from the last on. */
function fitTotal(embeds: DiscordEmbed[]): { embeds: DiscordEmbed[]; cut: string | null } {
  const total = embeds.reduce((sum, embed) => sum + embedLength(embed), 0);
  let excess = total - limits.total;
  if (excess <= 0) return { embeds, cut: null };
  const fitted = embeds.toReversed().map((embed): DiscordEmbed => {
    const room = Math.max(0, (embed.description ?? "").length - excess);
    const description = embed.description === undefined ? undefined : cutTo(embed.description, Math.max(1, room));
    excess -= (embed.description ?? "").length - (description ?? "").length;
    const fields = [...(embed.fields ?? [])];
    while (excess > 0 && fields.length > 0) {
      const last = fields.pop();
      excess -= (last?.name.length ?? 0) + (last?.value.length ?? 0);
    }
    return defined({ ...embed, description, fields });
  });
  return { embeds: fitted.toReversed(), cut: `texts were cut to fit the message's ${limits.total} characters (${total} were given)` };
}

/** Discord takes an absent member, not one that is undefined or an empty list. */
function defined<T extends object>(value: T): T {
  // Members go, none comes: the type stays what it was.
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined && !(Array.isArray(member) && member.length === 0))) as T;
}
