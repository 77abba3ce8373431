import { type Metadata } from "next";
import { KindChoice } from "@/components/connections/kind-choice";

export const metadata: Metadata = { title: "Connect a destination" };

export default function NewDestinationPage() {
  return <KindChoice />;
}
