"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode } from "react";
import { CategoryTag } from "@/components/marks/category-tag";
import { DestinationMark } from "@/components/marks/destination-mark";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { Button } from "@/components/ui/button";
import { type PipelineDetail } from "@/lib/pipelines/pipeline-resource";
import { escalationRecipe, recipeEvent } from "./escalation-recipe";

/** Stands in the draft until a workspace is connected; the last step puts the real one in. */
const connectionToCome = "slack";

type PipelineStepProps = { slackConnectionId: string | undefined; onChosen: () => void };

export function PipelineStep({ slackConnectionId, onChosen }: PipelineStepProps) {
  const client = useQueryClient();
  const router = useRouter();
  const useRecipe = useMutation({
    mutationFn: () => apiSend("POST", "/v1/pipelines/import", { definition: escalationRecipe(slackConnectionId ?? connectionToCome) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["pipelines"] });
      onChosen();
    },
    onError: showError,
  });
  const startBlank = useMutation({
    mutationFn: async () => {
      const definition = { slug: `pipeline-${Date.now().toString(36)}`, name: "Untitled pipeline" };
      return (await apiSend<{ data: PipelineDetail }>("POST", "/v1/pipelines", { definition })).data;
    },
    onSuccess: ({ id }) => router.push(`/pipelines/${id}`),
    onError: showError,
  });
  return (
    <div className="grid gap-3 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Choice
        title="Route support escalations"
        text="Rates each ticket by its words, lets only the critical ones through, hides personal data, and tells the on-call channel."
        action={
          <Button variant="primary" isBusy={useRecipe.isPending} onClick={() => useRecipe.mutate()}>
            Use this recipe
          </Button>
        }
      >
        <RecipeOutline />
      </Choice>
      <Choice
        title="Blank pipeline"
        text="Choose the source, the steps and the destinations yourself in the builder."
        action={
          <Button isBusy={startBlank.isPending} onClick={() => startBlank.mutate()}>
            Start blank
          </Button>
        }
      />
    </div>
  );
}

function Choice({ title, text, action, children }: { title: string; text: string; action: ReactNode; children?: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col items-start gap-3 rounded-md border bg-neutral-1 p-4">
      <div>
        <h3 className="font-medium">{title}</h3>
        <p className="mt-1 text-dense text-neutral-11">{text}</p>
      </div>
      {children}
      <div className="mt-auto pt-1">{action}</div>
    </section>
  );
}

function RecipeOutline() {
  return (
    <ol className="w-full divide-y divide-neutral-4 rounded-sm border bg-raised text-dense">
      <OutlineRow number="01" mark={<span className="rounded-xs bg-source-tint px-1 font-mono text-[11px] text-source">SRC</span>} text={recipeEvent.type} />
      <OutlineRow number="02" mark={<CategoryTag category="ENR" />} text="classify by urgency" />
      <OutlineRow number="02" mark={<CategoryTag category="CTL" />} text="only what is critical" />
      <OutlineRow number="02" mark={<CategoryTag category="MUT" />} text="redact personal data" />
      <OutlineRow number="03" mark={<DestinationMark kind="slack" className="size-5" />} text="Slack #alerts" />
    </ol>
  );
}

function OutlineRow({ number, mark, text }: { number: string; mark: ReactNode; text: string }) {
  return (
    <li className="flex items-center gap-3 px-3 py-1.5">
      <span className="font-mono text-mono text-neutral-10">{number}</span>
      <span className="inline-flex w-8 justify-center">{mark}</span>
      <span className="min-w-0 truncate font-mono text-mono">{text}</span>
    </li>
  );
}
