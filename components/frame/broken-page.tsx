"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { MessagePage } from "./message-page";

type BrokenPageProps = { error: Error & { /** Names the error in the server's log. */ digest?: string }; onRetry: () => void };

/** What is shown where a page threw; its other parts go on. */
export function BrokenPage({ error, onRetry }: BrokenPageProps) {
  return (
    <MessagePage
      eyebrow={error.digest ? `error ${error.digest}` : "error"}
      title="This page broke"
      description="Something on it went wrong on our side. What you saved is safe; events and deliveries go on."
      actions={
        <>
          <Button variant="primary" onClick={onRetry}>
            Try again
          </Button>
          <Button asChild>
            <Link href="/">To the start</Link>
          </Button>
        </>
      }
    />
  );
}
