import { RunRedirect } from "@/components/runs/run-redirect";

/** A run's place is on its event's page. */
export default async function RunPage({ params }: { params: Promise<{ id: string }> }) {
  return <RunRedirect id={(await params).id} />;
}
