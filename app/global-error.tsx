"use client";

import { BrokenPage } from "@/components/frame/broken-page";
import "./globals.css";

/** Stands in for the root layout itself. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main>
          <BrokenPage error={error} onRetry={reset} />
        </main>
      </body>
    </html>
  );
}
