import { type Metadata } from "next";
import { SchemaView } from "@/components/schemas/schema-view";

export const metadata: Metadata = { title: "Schema" };

export default async function SchemaPage({ params }: { params: Promise<{ type: string }> }) {
  return <SchemaView type={decodeURIComponent((await params).type)} />;
}
