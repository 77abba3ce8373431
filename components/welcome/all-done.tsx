import { ExternalLink, MessageSquareText } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { type DeliverySummary } from "@/lib/events/delivery-resource";
import { type PipelineResource } from "@/lib/pipelines/pipeline-resource";

type AllDoneProps = { delivered: DeliverySummary; pipeline: PipelineResource | undefined };

export function AllDone({ delivered, pipeline }: AllDoneProps) {
  const message = messageUrl(delivered.receipt);
  return (
    <section aria-label="Done" className="mb-5 flex animate-pop flex-wrap items-center gap-4 rounded-md border border-delivered/40 bg-delivered-tint px-5 py-4">
      <MessageSquareText className="size-6 shrink-0 text-delivered" aria-hidden="true" />
      <div className="min-w-0 flex-1 basis-56">
        <h2 className="font-semibold">Your message is delivered</h2>
        <p className="text-dense text-neutral-11">From now on every event that matches takes the same way.</p>
      </div>
      <div className="flex flex-wrap gap-2">
        {message && (
          <Button variant="primary" asChild>
            <a href={message} target="_blank" rel="noreferrer">
              See the message
              <ExternalLink aria-hidden="true" />
            </a>
          </Button>
        )}
        <Button asChild>
          <Link href={`/events/${delivered.event_id}`}>See its event</Link>
        </Button>
        {pipeline && (
          <Button asChild>
            <Link href={`/pipelines/${pipeline.id}`}>Open the pipeline</Link>
          </Button>
        )}
      </div>
    </section>
  );
}

/** The address of the message at Slack, as its receipt has it. */
function messageUrl(receipt: DeliverySummary["receipt"]): string | null {
  if (typeof receipt !== "object" || receipt === null || Array.isArray(receipt)) return null;
  const { permalink } = receipt;
  return typeof permalink === "string" && /^https?:/.test(permalink) ? permalink : null;
}
