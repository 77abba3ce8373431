import { type Metadata } from "next";
import { ConnectionView } from "@/components/connections/connection-view";

export const metadata: Metadata = { title: "Destination" };

export default async function DestinationPage({ params }: { params: Promise<{ id: string }> }) {
  return <ConnectionView id={(await params).id} />;
}
