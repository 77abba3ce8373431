import { z } from "zod";
import { MessageView } from "@/components/message-previews/message-view";
import { isTimeZone } from "@/lib/destinations/check-noise";
import { namesOfKey } from "@/lib/destinations/digest-parts";
import { renderDigest } from "@/lib/destinations/render-digest";
import type { Json } from "@/lib/durable/contract";
import type { JsonObject, RunContext } from "@/lib/pipeline/context";
import { resolveText } from "@/lib/pipeline/refs";

type Props = {
  kind: string;
  /** What the destination renders of the event. */
  message: Json;
  config: JsonObject | undefined;
  context: RunContext;
  theme: "light" | "dark";
};

const configSchema = z.looseObject({
  group: z.looseObject({ mode: z.literal("digest"), key: z.array(z.string()), window: z.string() }),
  quiet: z.looseObject({ timeZone: z.string() }).optional().catch(undefined),
});
const count = 3;

/** What arrives instead of the messages where a destination gathers them. */
export function DigestPreview({ kind, message, config, context, theme }: Props) {
  const { group, quiet } = configSchema.safeParse(config).data ?? {};
  if (!group) return null;
  const { url } = context.event.meta;
  const receivedAtMs = Date.parse(context.event.received_at);
  const sinceMs = Number.isNaN(receivedAtMs) ? 0 : receivedAtMs;
  const digest = renderDigest(kind, {
    count,
    sinceMs,
    timeZone: quiet && isTimeZone(quiet.timeZone) ? quiet.timeZone : "UTC",
    names: namesOfKey(group.key.map((ref) => resolveText(ref, context) ?? null)),
    events: Array.from({ length: count }, () => ({ message, url })),
    listUrl: url,
  });
  return (
    <>
      <p className="pt-2 text-label text-neutral-10">{count} of its group within {group.window} arrive as one</p>
      <MessageView kind={kind} message={digest} sentAtMs={sinceMs} theme={theme} />
    </>
  );
}
