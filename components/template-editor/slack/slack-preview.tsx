"use client";

import { Moon, Sun } from "lucide-react";
import { useState } from "react";
import { BlockKitPreview } from "@/components/block-kit/block-kit-preview";
import type { SlackTheme } from "@/components/block-kit/slack-surface";
import { Button } from "@/components/ui/button";
import type { JsonObject, RunContext } from "@/lib/pipeline/context";
import { CounterLine } from "../counter-line";
import { DigestPreview } from "../digest-preview";
import { PreviewHeading } from "../preview-heading";
import { RefusalNotice } from "../refusal-notice";
import type { PreviewedMessage } from "../use-rendered-message";
import { slackCounters } from "./slack-counters";

type Props = PreviewedMessage & { context: RunContext; isSample: boolean; config: JsonObject | undefined };

export function SlackPreview({ message, cuts, refusal, context, isSample, config }: Props) {
  const [theme, setTheme] = useState<SlackTheme>("light");
  const other = theme === "light" ? "dark" : "light";
  const sentAtMs = Date.parse(context.event.received_at);
  return (
    <section aria-label="Preview" className="space-y-2">
      <PreviewHeading context={context} isSample={isSample}>
        <Button variant="ghost" size="sm" onClick={() => setTheme(other)} aria-label={`Show in Slack’s ${other} theme`}>
          {theme === "light" ? <Sun aria-hidden="true" /> : <Moon aria-hidden="true" />} Slack {theme}
        </Button>
      </PreviewHeading>
      {message === null ? null : (
        <div className={refusal === null ? "" : "opacity-50"}>
          <BlockKitPreview message={message} sentAtMs={Number.isNaN(sentAtMs) ? 0 : sentAtMs} theme={theme} />
        </div>
      )}
      {refusal === null ? null : <RefusalNotice detail={refusal} />}
      {message === null || refusal !== null ? null : <CounterLine counters={slackCounters(message, cuts)} cuts={cuts} />}
      {message === null || refusal !== null ? null : <DigestPreview kind="slack" message={message} config={config} context={context} theme={theme} />}
    </section>
  );
}
