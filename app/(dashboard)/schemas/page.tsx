import { type Metadata } from "next";
import { SchemasView } from "@/components/schemas/schemas-view";

export const metadata: Metadata = { title: "Schemas" };

export default function SchemasPage() {
  return <SchemasView />;
}
