import { type Metadata } from "next";
import { ConnectionsView } from "@/components/connections/connections-view";

export const metadata: Metadata = { title: "Destinations" };

export default function DestinationsPage() {
  return <ConnectionsView />;
}
