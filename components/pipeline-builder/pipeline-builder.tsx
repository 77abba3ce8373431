"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { useApiQuery } from "@/components/query/use-api-query";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { type PipelineDetail } from "@/lib/pipelines/pipeline-resource";
import { BuilderSkeleton } from "./builder-skeleton";
import { readDraft } from "./editor/read-draft";

// The page is there before the canvas and the checks are.
const PipelineWorkspace = dynamic(() => import("./pipeline-workspace").then((module) => module.PipelineWorkspace), { ssr: false, loading: () => <BuilderSkeleton /> });

/** One pipeline, drawn and edited. */
export function PipelineBuilder({ id }: { id: string }) {
  const { data: pipeline, error, refetch } = useApiQuery<PipelineDetail>("pipelines", `/v1/pipelines/${id}`);
  if (!pipeline) return error ? <ErrorState title="This pipeline could not be opened" error={error} onRetry={() => void refetch()} /> : <BuilderSkeleton />;
  const draft = readDraft(pipeline.draft);
  if (!draft.ok) return <UnreadableDraft pipeline={pipeline} problems={draft.problems} />;
  return <PipelineWorkspace key={pipeline.id} pipeline={pipeline} definition={draft.definition} />;
}

function UnreadableDraft({ pipeline, problems }: { pipeline: PipelineDetail; problems: { path: string; message: string }[] }) {
  return (
    <EmptyState
      title={`The draft of ${pipeline.name} can't be drawn.`}
      description="Another client wrote something into it that is not a pipeline's outline. Save it again through the API, or restore a version."
      action={<Button asChild><Link href="/pipelines">To the pipelines</Link></Button>}
    >
      <ul className="text-center text-dense">
        {problems.slice(0, 10).map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            <span className="font-mono text-mono">{path}</span> {message}
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}
