import { SlackMessage } from "./slack-message";
import { SlackSurface, type SlackTheme } from "./slack-surface";
import { listOf, recordOf, stringOf } from "./read-json";

type Props = {
  /** What is sent: the arguments of `chat.postMessage`. */
  message: unknown;
  botName?: string;
  /** When it would arrive. */
  sentAtMs: number;
  /** Absent: as the page around it. */
  theme?: SlackTheme;
};

/** The message as the channel's members see it. */
export function BlockKitPreview({ message, botName = "Ingestlayer", sentAtMs, theme }: Props) {
  const { text, blocks, attachments } = recordOf(message);
  return (
    <SlackSurface {...(theme && { theme })} className="rounded-md border border-neutral-5 px-4 py-3">
      <SlackMessage message={{ text: stringOf(text), blocks: blocks === undefined ? null : listOf(blocks), attachments }} botName={botName} sentAtMs={sentAtMs} />
    </SlackSurface>
  );
}
