"use client";

import dynamic from "next/dynamic";
import type { ComponentType } from "react";
import { JsonView } from "@/components/ui/json-view";
import { Skeleton } from "@/components/ui/skeleton";
import type { Json } from "@/lib/durable/contract";

/** What every kind's preview is given: the message as it goes on the wire. */
export type MessagePreviewProps = {
  message: Json;
  /** Unix milliseconds, for the time beside the sender's name. */
  sentAtMs: number;
  /** The look of the receiving app, where it has both. */
  theme: "light" | "dark";
};

const loading = () => <Skeleton className="h-24" />;

/** How each kind's messages look where they arrive. A kind without an entry is shown as JSON. */
const previews: Record<string, ComponentType<MessagePreviewProps>> = {
  slack: dynamic(() => import("@/components/block-kit/block-kit-preview").then((module) => module.BlockKitPreview), { ssr: false, loading }),
  discord: dynamic(() => import("./discord-preview").then((module) => module.DiscordPreview), { loading }),
  telegram: dynamic(() => import("./telegram-preview").then((module) => module.TelegramPreview), { loading }),
  email: dynamic(() => import("./email-preview").then((module) => module.EmailPreview), { loading }),
  postgres: dynamic(() => import("./postgres-preview").then((module) => module.PostgresPreview), { loading }),
  notion: dynamic(() => import("./notion-preview").then((module) => module.NotionPreview), { loading }),
};

export function hasPreview(kind: string): boolean {
  return Object.hasOwn(previews, kind);
}

/** A message as its receiver shows it. */
export function MessageView({ kind, ...props }: MessagePreviewProps & { kind: string }) {
  const Preview = previews[kind];
  return Preview ? <Preview {...props} /> : <JsonView value={props.message} label="Message" rootPath="$" openDepth={3} />;
}
