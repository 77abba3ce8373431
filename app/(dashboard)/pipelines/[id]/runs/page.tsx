import { type Metadata } from "next";
import { PipelineRunsView } from "@/components/pipelines/pipeline-runs-view";

export const metadata: Metadata = { title: "Runs" };

export default async function PipelineRunsPage({ params }: { params: Promise<{ id: string }> }) {
  return <PipelineRunsView pipelineId={(await params).id} />;
}
