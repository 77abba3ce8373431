"use client";

import { BrokenPage } from "@/components/frame/broken-page";

export default function RootError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main>
      <BrokenPage error={error} onRetry={reset} />
    </main>
  );
}
