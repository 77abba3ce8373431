"use client";

import { CircleCheck, PlugZap, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
import { useTestConnection } from "./use-connections";

/** Asks the vendor whether the credentials work. */
export function TestConnection({ connection: { id } }: { connection: ConnectionResource }) {
  const test = useTestConnection(id);
  return (
    <div className="flex flex-wrap items-center justify-end gap-3">
      <div role="status" className="text-dense empty:hidden">
        {test.data && !test.isPending && <Result test={test.data} />}
      </div>
      <Button isBusy={test.isPending} onClick={() => test.mutate()}>
        <PlugZap aria-hidden="true" />
        Test connection
      </Button>
    </div>
  );
}

function Result({ test }: { test: NonNullable<ReturnType<typeof useTestConnection>["data"]> }) {
  const problem = test.ok ? (test.missing_scopes.length > 0 ? `lacks ${test.missing_scopes.join(", ")}` : null) : test.detail;
  const Icon = problem === null ? CircleCheck : TriangleAlert;
  return (
    <span className="flex max-w-md items-start gap-1.5">
      <Icon className={`mt-0.5 size-4 shrink-0 ${problem === null ? "text-delivered" : "text-dead"}`} aria-hidden="true" />
      {problem ?? (test.ok ? `Works: ${test.summary}` : "")}
    </span>
  );
}
