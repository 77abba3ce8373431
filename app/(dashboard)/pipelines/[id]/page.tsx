import { type Metadata } from "next";
import { PipelineBuilder } from "@/components/pipeline-builder/pipeline-builder";

export const metadata: Metadata = { title: "Pipeline" };

export default async function PipelinePage({ params }: { params: Promise<{ id: string }> }) {
  return <PipelineBuilder id={(await params).id} />;
}
