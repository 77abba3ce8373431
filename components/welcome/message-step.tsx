"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Rocket } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { TargetPicker } from "@/components/connections/target-picker";
import { ApiError } from "@/components/query/api-error";
import { showError } from "@/components/query/show-error";
import { StatusBadge } from "@/components/status/status-badge";
import { Button } from "@/components/ui/button";
import type { JsonObject } from "@/lib/pipeline/context";
import { slackTarget } from "./escalation-recipe";
import { goLive } from "./go-live";
import { type FirstSteps } from "./use-first-steps";

type MessageStepProps = { steps: FirstSteps; onOpenEventStep: () => void };

/** Everything is there: the channel is chosen, the pipeline starts, and the first event goes through it. */
export function MessageStep({ steps, onOpenEventStep }: MessageStepProps) {
  const { slackPipeline, newestPipeline, slackConnection, recipeEvent } = steps;
  if (!slackConnection || !newestPipeline) return <p className="text-dense text-neutral-11">First the steps above: this one needs a pipeline and a workspace.</p>;
  if (!slackPipeline) {
    return (
      <p className="text-dense text-neutral-11">
        No pipeline sends to Slack yet. Add Slack as a destination in{" "}
        <Link href={`/pipelines/${newestPipeline.id}`} className="text-accent hover:underline">
          {newestPipeline.name}
        </Link>{" "}
        and deploy it.
      </p>
    );
  }
  if (!recipeEvent) {
    return (
      <div className="flex flex-col items-start gap-3">
        <p className="text-dense text-neutral-11">The recipe waits for a support ticket, and none has come yet. Send the example of the first step.</p>
        <Button onClick={onOpenEventStep}>To the first step</Button>
      </div>
    );
  }
  return <GoLive steps={steps} pipeline={slackPipeline} connectionId={slackConnection.id} eventId={recipeEvent.id} />;
}

type GoLiveProps = { steps: FirstSteps; pipeline: NonNullable<FirstSteps["slackPipeline"]>; connectionId: string; eventId: string };

function GoLive({ steps, pipeline, connectionId, eventId }: GoLiveProps) {
  const [target, setTarget] = useState<JsonObject>(slackTarget(pipeline.draft) ?? {});
  const client = useQueryClient();
  const start = useMutation({
    mutationFn: () => goLive({ pipeline, connectionId, target, eventId }),
    onSuccess: () => client.invalidateQueries(),
    onError: (error) => {
      if (problemsOf(error).length === 0) showError(error);
    },
  });
  const problems = problemsOf(start.error);
  const channelProblems = problems.filter(({ path }) => path.includes("target"));
  return (
    <div className="flex max-w-md flex-col gap-4">
      <TargetPicker
        connectionId={connectionId}
        kind="slack"
        value={target}
        onChange={setTarget}
        problems={channelProblems.map(({ path, message }) => ({ path: path.slice(path.indexOf("target") + 7), message }))}
      />
      {problems.length > channelProblems.length && (
        <ul className="text-dense text-dead">
          {problems.filter((problem) => !channelProblems.includes(problem)).map(({ path, message }) => (
            <li key={path}>
              <code className="font-mono">{path}</code>: {message}
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" isBusy={start.isPending} onClick={() => start.mutate()}>
          <Rocket aria-hidden="true" />
          Go live and send my event
        </Button>
        {start.isSuccess && <Progress delivery={steps.newestDelivery} />}
      </div>
    </div>
  );
}

function Progress({ delivery }: { delivery: FirstSteps["newestDelivery"] }) {
  if (!delivery) return <StatusBadge status="running" word="on its way" isPlain />;
  return (
    <span className="flex min-w-0 items-center gap-2 text-dense">
      <StatusBadge status={delivery.status} />
      {delivery.reason && <span className="min-w-0 truncate text-neutral-11">{delivery.reason}</span>}
      <Link href={`/deliveries/${delivery.id}`} className="text-accent hover:underline">
        look
      </Link>
    </span>
  );
}

function problemsOf(error: unknown) {
  return error instanceof ApiError ? error.details : [];
}
