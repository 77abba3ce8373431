import type { Json } from "@/lib/durable/contract";
import type { Measure } from "../contract";
import { discordLimits as limits } from "./limits";
import { discordMessage, embedLength } from "./message";

/** How much of Discord's caps a message takes. */
export function measureDiscord(message: Json): Measure[] {
  const { content = "", embeds = [] } = discordMessage.safeParse(message).data ?? {};
  return [
    { label: "fields", used: Math.max(0, ...embeds.map(({ fields = [] }) => fields.length)), max: limits.fields },
    { label: "text", used: Math.max(0, ...embeds.map(({ description = "" }) => description.length)), max: limits.description },
    ...(content === "" ? [] : [{ label: "content", used: content.length, max: limits.content }]),
    { label: "total", used: embeds.reduce((sum, embed) => sum + embedLength(embed), 0), max: limits.total },
  ];
}
