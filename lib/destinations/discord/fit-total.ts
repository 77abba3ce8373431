import { cutTo } from "../cut-to";
import { cutMarkdown } from "./markdown";
import { defined, embedLength, type DiscordEmbed } from "./message";

/** The embeds with at most `max` characters in all. Descriptions give way first, then fields, then footers, each from the last embed on. */
export function fitTotal(embeds: DiscordEmbed[], max: number): DiscordEmbed[] {
  return [shortenDescription, dropFields, shortenFooter].reduce((fitted, give) => {
    let excess = totalLength(fitted) - max;
    return fitted.reduceRight<DiscordEmbed[]>((done, embed) => {
      const given = excess > 0 ? give(embed, excess) : embed;
      excess -= embedLength(embed) - embedLength(given);
      return [given, ...done];
    }, []);
  }, embeds);
}

export function totalLength(embeds: DiscordEmbed[]): number {
  return embeds.reduce((sum, embed) => sum + embedLength(embed), 0);
}

function shortenDescription(embed: DiscordEmbed, excess: number): DiscordEmbed {
  const { description } = embed;
  return description === undefined ? embed : { ...embed, description: cutMarkdown(description, Math.max(1, description.length - excess)) };
}

function dropFields(embed: DiscordEmbed, excess: number): DiscordEmbed {
  const fields = [...(embed.fields ?? [])];
  let left = excess;
  while (left > 0 && fields.length > 0) {
    const last = fields.pop();
    left -= (last?.name.length ?? 0) + (last?.value.length ?? 0);
  }
  return defined({ ...embed, fields });
}

function shortenFooter(embed: DiscordEmbed, excess: number): DiscordEmbed {
  const { footer } = embed;
  if (footer === undefined) return embed;
  const room = footer.text.length - excess;
  return defined({ ...embed, footer: room > 0 ? { ...footer, text: cutTo(footer.text, room) } : undefined });
}
