"use client";

import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { SignInNotice } from "@/components/connections/sign-in-notice";
import { useViewer } from "@/components/frame/viewer-context";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { AllDone } from "./all-done";
import { FirstEventStep } from "./first-event-step";
import { nextStep, type StepName } from "./first-steps";
import { StepCard } from "./step-card";
import { type FirstSteps, useFirstSteps } from "./use-first-steps";

// Each opens when the one before is done: their code comes with the first of them that is needed.
const PipelineStep = dynamic(() => import("./pipeline-step").then((module) => module.PipelineStep), { loading: SkeletonStep });
const SlackConnect = dynamic(() => import("@/components/connections/slack-connect").then((module) => module.SlackConnect), { loading: SkeletonStep });
const MessageStep = dynamic(() => import("./message-step").then((module) => module.MessageStep), { loading: SkeletonStep });

/** From nothing to a delivered message, one thing at a time. */
export function WelcomeView() {
  const { steps, error, retry } = useFirstSteps();
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        eyebrow="01 source · 02 pipeline · 03 destinations"
        title="First steps"
        description="An event comes in, a pipeline decides what matters, a message arrives. Two minutes."
        actions={
          <Button variant="ghost" asChild className="max-sm:-ml-3">
            <Link href="/pipelines">{steps && nextStep(steps.done) === null ? "To the pipelines" : "Skip for now"}</Link>
          </Button>
        }
      />
      {steps ? <Steps steps={steps} /> : error ? <ErrorState error={error} onRetry={retry} /> : <SkeletonSteps />}
    </div>
  );
}

function Steps({ steps }: { steps: FirstSteps }) {
  const { done, newestEvent, slackPipeline, newestPipeline, slackConnection, delivered } = steps;
  const { canEdit } = useViewer();
  const client = useQueryClient();
  // What a person opened or closed by hand; without a choice the next step is open.
  const [chosen, setChosen] = useState<StepName | "none" | null>(null);
  const next = nextStep(done);
  const open = chosen ?? next;
  const card = (name: StepName, number: number) => ({ number, isDone: done[name], isOpen: open === name, onToggle: (isOpen: boolean) => setChosen(isOpen ? name : "none") });
  const goOn = () => setChosen(null);
  if (!canEdit) return <p className="text-neutral-11">These steps change things, and your role only looks. Ask an owner to make you an editor.</p>;
  return (
    <>
      <SignInNotice />
      {delivered && next === null && <AllDone delivered={delivered} pipeline={slackPipeline} />}
      <ol className="flex flex-col gap-3">
        <StepCard {...card("event", 1)} title="Send your first event" result={newestEvent && <EventResult type={newestEvent.type} at={newestEvent.received_at} />}>
          <FirstEventStep isDone={done.event} />
        </StepCard>
        <StepCard {...card("pipeline", 2)} title="Choose what happens to it" result={(slackPipeline ?? newestPipeline)?.name}>
          <PipelineStep slackConnectionId={slackConnection?.id} onChosen={goOn} />
        </StepCard>
        <StepCard {...card("slack", 3)} title="Connect Slack" result={slackConnection?.name}>
          <SlackConnect
            returnTo="/welcome"
            onConnected={() => {
              void client.invalidateQueries({ queryKey: ["connections"] });
              goOn();
            }}
          />
        </StepCard>
        <StepCard {...card("message", 4)} title="Deliver a message" result={delivered && <RelativeTime at={delivered.finished_at ?? delivered.created_at} />}>
          <MessageStep steps={steps} onOpenEventStep={() => setChosen("event")} />
        </StepCard>
      </ol>
    </>
  );
}

function EventResult({ type, at }: { type: string; at: string }) {
  return (
    <>
      <code className="font-mono">{type}</code> arrived <RelativeTime at={at} />
    </>
  );
}

function SkeletonStep() {
  return <Skeleton className="h-24 rounded-md" />;
}

function SkeletonSteps() {
  return (
    <div className="flex flex-col gap-3">
      {["event", "pipeline", "slack", "message"].map((name) => (
        <Skeleton key={name} className="h-[50px] rounded-md" />
      ))}
    </div>
  );
}
