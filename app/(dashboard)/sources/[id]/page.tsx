import { type Metadata } from "next";
import { SourceView } from "@/components/sources/source-view";

export const metadata: Metadata = { title: "Source" };

export default async function SourcePage({ params }: { params: Promise<{ id: string }> }) {
  return <SourceView id={(await params).id} />;
}
