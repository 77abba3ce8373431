import { type Metadata } from "next";
import { EntitiesView } from "@/components/entities/entities-view";

export const metadata: Metadata = { title: "Entities" };

export default function EntitiesPage() {
  return <EntitiesView />;
}
