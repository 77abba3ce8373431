"use client";

import { Plus } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { useId, useState } from "react";
import { AgentsSection } from "@/components/agents/agents-section";
import { useViewer } from "@/components/frame/viewer-context";
import { LoadMore } from "@/components/lists/load-more";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import { KeyTable } from "./key-table";
import { NewKeyDialog } from "./new-key-dialog";
import { keyStatus } from "./key-words";
import { useKeys } from "./use-keys";

/** Who may use the API, for what, and since when nobody did. */
export function KeysView() {
  const { canEdit } = useViewer();
  const query = useKeys();
  const [{ new: isNew, source }, setState] = useQueryStates({ new: parseAsString, source: parseAsString });
  const [showsDead, setShowsDead] = useState(false);
  const [nowMs] = useState(Date.now);
  const dead = query.data?.filter((key) => keyStatus(key, nowMs) !== "active") ?? [];
  const shown = query.data?.filter((key) => showsDead || keyStatus(key, nowMs) === "active");
  const create = canEdit && (
    <Button variant="primary" onClick={() => void setState({ new: "1" })}>
      <Plus aria-hidden="true" />
      Create a key
    </Button>
  );
  return (
    <>
      <PageHeader title="Keys" description="What your apps and scripts show to be let in. A key is shown once, when it is made." actions={create} />
      {query.isPending && <Skeleton className="h-40" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {shown?.length === 0 && <EmptyState title="No key is in use" description="An app needs one to send events." action={create} />}
      {shown && shown.length > 0 && <KeyTable keys={shown} nowMs={nowMs} />}
      {dead.length > 0 && <DeadSwitch count={dead.length} isOn={showsDead} onChange={setShowsDead} />}
      <LoadMore hasMore={query.hasNextPage} isLoading={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      <AgentsSection />
      {canEdit && isNew !== null && <NewKeyDialog source={source ?? "default"} onClose={() => void setState({ new: null, source: null })} />}
    </>
  );
}

function DeadSwitch({ count, isOn, onChange }: { count: number; isOn: boolean; onChange: (isOn: boolean) => void }) {
  const id = useId();
  return (
    <div className="mt-3 flex items-center gap-2 text-dense text-neutral-11">
      <Switch id={id} checked={isOn} onCheckedChange={onChange} />
      <label htmlFor={id}>Show {count} revoked or expired</label>
    </div>
  );
}
