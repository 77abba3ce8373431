"use client";

import { RotateCw, TriangleAlert } from "lucide-react";
import { type ReactNode } from "react";
import { describeError } from "@/components/query/describe-error";
import { Button } from "./button";
import { CopyButton } from "./copy-button";

type ErrorStateProps = { error: unknown; onRetry?: () => void; title?: ReactNode };

/** What failed, the request id to quote, and another try. */
export function ErrorState({ error, onRetry, title = "This could not be loaded" }: ErrorStateProps) {
  const { message, requestId } = describeError(error);
  return (
    <div role="alert" className="flex flex-col items-center gap-3 rounded-md border px-6 py-10 text-center">
      <TriangleAlert className="size-5 text-dead" aria-hidden="true" />
      <div>
        <p className="font-medium">{title}</p>
        <p className="mt-1 max-w-md text-dense text-neutral-11">{message}</p>
      </div>
      {requestId && (
        <p className="flex items-center gap-1 font-mono text-mono text-neutral-10">
          request {requestId}
          <CopyButton text={requestId} label="Copy request id" />
        </p>
      )}
      {onRetry && (
        <Button onClick={onRetry}>
          <RotateCw aria-hidden="true" />
          Try again
        </Button>
      )}
    </div>
  );
}
