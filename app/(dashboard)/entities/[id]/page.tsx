import { type Metadata } from "next";
import { EntityView } from "@/components/entities/entity-view";

export const metadata: Metadata = { title: "Entity" };

export default async function EntityPage({ params }: { params: Promise<{ id: string }> }) {
  return <EntityView id={decodeURIComponent((await params).id)} />;
}
