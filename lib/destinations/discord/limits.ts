/** Of a message, in characters unless said otherwise: docs.discord.com, resources/message and resources/webhook. */
export const discordLimits = {
  content: 2000,
  embeds: 10,
  fields: 25,
  title: 256,
  description: 4096,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  /** All texts of all embeds together. */
  total: 6000,
} as const;
