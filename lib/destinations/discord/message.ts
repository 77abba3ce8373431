import { z } from "zod";

/** What we send of Discord's message: nothing that pings, uploads or plays. */
export const discordEmbed = z.strictObject({
  title: z.string().optional(),
  description: z.string().optional(),
  url: z.string().optional(),
  color: z.number().int().min(0).max(0xffffff).optional(),
  timestamp: z.string().optional(),
  footer: z.strictObject({ text: z.string(), icon_url: z.string().optional() }).optional(),
  author: z.strictObject({ name: z.string(), url: z.string().optional(), icon_url: z.string().optional() }).optional(),
  thumbnail: z.strictObject({ url: z.string() }).optional(),
  image: z.strictObject({ url: z.string() }).optional(),
  fields: z.array(z.strictObject({ name: z.string(), value: z.string(), inline: z.boolean().optional() })).optional(),
});
export type DiscordEmbed = z.infer<typeof discordEmbed>;

export const discordMessage = z.strictObject({ content: z.string().optional(), embeds: z.array(discordEmbed).optional() });
export type DiscordMessage = z.infer<typeof discordMessage>;

/** How much of the 6,000 an embed takes. */
export function embedLength({ title = "", description = "", footer, author, fields = [] }: DiscordEmbed): number {
  return title.length + description.length + (footer?.text.length ?? 0) + (author?.name.length ?? 0) + fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
}

/** Discord takes an absent member, not one that is undefined or an empty list. */
export function defined<T extends object>(value: T): T {
  // Members go, none comes: the type stays what it was.
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined && !(Array.isArray(member) && member.length === 0))) as T;
}
