"use client";

import { type UseQueryResult } from "@tanstack/react-query";
import { CircleAlert, CircleCheck } from "lucide-react";
import { describeError } from "@/components/query/describe-error";
import type { RecentCheck } from "@/lib/schemas/check-recent";

/** What is wrong with the declaration, or with recent events by it. */
export function CheckResult({ check }: { check: UseQueryResult<RecentCheck> }) {
  if (check.isError) {
    return (
      <p role="alert" className="flex items-start gap-2 text-dense break-words text-dead">
        <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
        {check.error instanceof SyntaxError ? `Not JSON: ${check.error.message}` : describeError(check.error).message}
      </p>
    );
  }
  if (!check.data) return <p className="text-dense text-neutral-10">Looking at recent events …</p>;
  const { checked, fitting, problems } = check.data;
  if (checked === 0) return <p className="text-dense text-neutral-10">No event of this type came in the last days: there is nothing to try it on.</p>;
  const Icon = fitting === checked ? CircleCheck : CircleAlert;
  return (
    <div className="text-dense" aria-live="polite">
      <p className="flex items-center gap-2">
        <Icon aria-hidden="true" className={fitting === checked ? "size-4 text-delivered" : "size-4 text-retrying"} />
        {fitting === checked ? `All ${checked} recent events fit` : `${fitting} of ${checked} recent events fit`}
      </p>
      {problems.length > 0 && (
        <ul className="mt-2 flex flex-col gap-1 pl-6">
          {problems.map(({ path, message, count }) => (
            <li key={`${path} ${message}`} className="break-words text-neutral-11">
              <code className="font-mono text-mono text-neutral-12">{path}</code> {message} · in {count}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
