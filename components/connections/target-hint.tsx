"use client";

import { useApiQuery } from "@/components/query/use-api-query";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
import type { TargetChoice } from "./target-choice";

/** What stands between the bot and a channel, and what to type to let it in. */
export function TargetHint({ connectionId, chosen, isComplete }: { connectionId: string; chosen: TargetChoice | undefined; isComplete: boolean }) {
  const { data: connection } = useApiQuery<ConnectionResource>("connections", `/v1/connections/${encodeURIComponent(connectionId)}`);
  const invite = <code className="rounded-xs bg-neutral-3 px-1 py-px font-mono text-neutral-12">/invite {botName(connection)}</code>;
  if (chosen?.is_private && !chosen.is_member) return <span className="text-retrying">The bot is not in this channel: type {invite} in it first.</span>;
  if (!isComplete) return <>The workspace has more channels than could be listed: type the id of one that is missing.</>;
  return <>A private channel is missing? Type {invite} in it, then refresh.</>;
}

/** The summary of a Slack connection starts with the bot: `@ingestlayer in Acme`. */
function botName(connection: ConnectionResource | undefined): string {
  return /^@\S+/.exec(connection?.summary ?? "")?.[0] ?? "@your-bot";
}
