import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireViewer } from "@/app/session";
import { SlackSurface } from "@/components/block-kit/slack-surface";
import { processSandbox, type ProcessSandbox } from "@/lib/slack-sandbox/process-sandbox";
import type { SandboxChannel } from "@/lib/slack-sandbox/store-port";
import { ChannelList } from "./channel-list";
import { ChannelMark } from "./channel-mark";
import { ConnectHint } from "./connect-hint";
import { LiveFeed } from "./live-feed";
import { MessageRow } from "./message-row";

export const metadata: Metadata = { title: "Slack sandbox" };
export const dynamic = "force-dynamic";

const messagesShown = 200;

type Props = { searchParams: Promise<{ channel?: string | string[] }> };

export default async function SandboxPage({ searchParams }: Props) {
  await requireViewer();
  const workspace = await processSandbox();
  if (!workspace) notFound();
  const credentials = await workspace.credentials();
  const channels = await listChannels(workspace, credentials.teamId);
  const { channel: wanted } = await searchParams;
  const channel = channels.find(({ id, name }) => id === wanted || name === wanted) ?? channels.find(({ name }) => name === "alerts") ?? channels[0];
  if (!channel) notFound();
  const messages = await workspace.store.listMessages(channel.id, messagesShown);
  const team = await workspace.store.findTeam(credentials.teamId);
  const bots = new Map<string, string>();
  for (const userId of new Set(messages.map((message) => message.userId))) {
    bots.set(userId, (await workspace.store.findUser(credentials.teamId, userId))?.realName ?? userId);
  }

  return (
    <div className="flex h-dvh flex-col bg-neutral-1 text-neutral-12 md:flex-row">
      <nav aria-label="Channels" className="flex shrink-0 flex-col border-b border-neutral-5 bg-neutral-2 md:w-64 md:border-r md:border-b-0">
        <h1 className="px-4 pt-4 pb-2 font-semibold">
          {team?.name} <span className="font-normal text-neutral-10">workspace</span>
        </h1>
        <ChannelList channels={channels} currentId={channel.id} />
        <ConnectHint apiUrl={workspace.apiUrl} authorizeUrl={workspace.authorizeUrl} credentials={credentials} />
      </nav>
      <main className="flex min-h-0 min-w-0 flex-1 flex-col">
        <header className="border-b border-neutral-5 px-4 py-3">
          <h2 className="flex items-center font-semibold">
            <ChannelMark isPrivate={channel.isPrivate} />
            {channel.name}
          </h2>
          <p className="text-sm text-neutral-10">{describe(channel)}</p>
        </header>
        <SlackSurface className="flex min-h-0 flex-1 flex-col">
          <LiveFeed key={channel.id} newestTs={messages.at(-1)?.ts ?? null}>
            {messages.length === 0 ? (
              <p className="m-auto max-w-sm p-8 text-center text-(--slack-muted)">
                Nothing here yet. A message posted to <strong>#{channel.name}</strong> shows up by itself.
              </p>
            ) : (
              messages.map((message) => <MessageRow key={message.ts} message={message} botName={bots.get(message.userId) ?? message.userId} />)
            )}
          </LiveFeed>
        </SlackSurface>
      </main>
    </div>
  );
}

async function listChannels({ store }: ProcessSandbox, teamId: string): Promise<SandboxChannel[]> {
  const channels = await store.listChannels(teamId, null, 1000);
  const order = (channel: SandboxChannel) => `${Number(channel.isArchived)}${Number(channel.isPrivate)}${channel.name}`;
  return channels.sort((a, b) => order(a).localeCompare(order(b)));
}

function describe(channel: SandboxChannel): string {
  if (channel.isArchived) return "Archived: posting here is refused";
  return channel.topic || (channel.isPrivate ? "Private channel" : "Public channel");
}
