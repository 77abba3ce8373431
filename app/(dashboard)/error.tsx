"use client";

import { BrokenPage } from "@/components/frame/broken-page";

export default function DashboardError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <BrokenPage error={error} onRetry={reset} />;
}
