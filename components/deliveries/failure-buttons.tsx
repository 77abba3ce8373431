"use client";

import Link from "next/link";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import type { DeliverySummary } from "@/lib/events/delivery-resource";
import type { FailureAction } from "@/lib/destinations/failure-entry";
import { ReplayMenu } from "./replay-menu";
import { useReplayDelivery, useResumeDestination } from "./use-replay";

/** The bot's name in the app that the manifest makes; Slack completes it while one types. */
const inviteCommand = "/invite @Ingestlayer";

type FailureButtonsProps = { delivery: DeliverySummary; actions: readonly FailureAction[]; /** Whether one was made, so that it can be sent as it is. */ hasMessage: boolean };

export function FailureButtons({ delivery, actions, hasMessage }: FailureButtonsProps) {
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      {actions.map((action, index) => (
        <ActionButton key={action} action={action} delivery={delivery} isFirst={index === 0} />
      ))}
      {(actions.includes("replay") || actions.includes("rerun")) && <ReplayMenu deliveryId={delivery.id} hasMessage={hasMessage} />}
    </div>
  );
}

function ActionButton({ action, delivery, isFirst }: { action: FailureAction; delivery: DeliverySummary; isFirst: boolean }) {
  const replayDelivery = useReplayDelivery();
  const resume = useResumeDestination();
  const look = { size: "sm", variant: isFirst ? "primary" : "secondary" } as const;
  const builder = `/pipelines/${delivery.pipeline_id}?node=destination:${encodeURIComponent(delivery.destination_id)}` as const;
  switch (action) {
    case "invite":
      return (
        <Button {...look} onClick={() => void navigator.clipboard.writeText(inviteCommand).then(() => toast.success(`Copied ${inviteCommand}`))}>
          Copy {inviteCommand}
        </Button>
      );
    case "reconnect":
      return (
        <Button {...look} asChild>
          <Link href={`/destinations/${delivery.connection_id}`}>Open the connection</Link>
        </Button>
      );
    case "edit-destination":
      return (
        <Button {...look} asChild>
          <Link href={builder}>Edit the destination</Link>
        </Button>
      );
    case "edit-template":
      return (
        <Button {...look} asChild>
          <Link href={`${builder}&tab=message`}>Edit the message</Link>
        </Button>
      );
    case "resume":
      return (
        <Button {...look} isBusy={resume.isPending} onClick={() => resume.mutate({ pipelineId: delivery.pipeline_id, destinationId: delivery.destination_id })}>
          Resume
        </Button>
      );
    case "replay":
      return (
        <Button {...look} isBusy={replayDelivery.isPending} onClick={() => replayDelivery.mutate({ id: delivery.id, from: "destination", version: "original" })}>
          Send again
        </Button>
      );
    case "rerun":
      return (
        <Button {...look} isBusy={replayDelivery.isPending} onClick={() => replayDelivery.mutate({ id: delivery.id, from: "destination", version: "current" })}>
          Send anew
        </Button>
      );
  }
}
