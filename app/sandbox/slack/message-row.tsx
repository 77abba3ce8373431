import { SlackMessage } from "@/components/block-kit/slack-message";
import type { SandboxMessage } from "@/lib/slack-sandbox/store-port";

type Props = { message: SandboxMessage; botName: string };

export function MessageRow({ message, botName }: Props) {
  return (
    <article
      id={`p${message.ts.replace(".", "")}`}
      className={`bg-(--slack-row) px-5 py-2 target:[--slack-row:var(--slack-target)] hover:[--slack-row:var(--slack-hover)] ${message.threadTs ? "ml-6 border-l-2 border-(--slack-line)" : ""}`}
    >
      <SlackMessage
        message={message}
        botName={message.username ?? botName}
        sentAtMs={Math.floor(Number(message.ts) * 1000)}
        isEdited={message.editedTs != null}
      />
    </article>
  );
}
