"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { JsonView } from "@/components/ui/json-view";
import { Skeleton } from "@/components/ui/skeleton";
import { Button } from "@/components/ui/button";
import type { DeliveryResource } from "@/lib/events/delivery-resource";

const BlockKitPreview = dynamic(() => import("@/components/block-kit/block-kit-preview").then((module) => module.BlockKitPreview), { ssr: false, loading: () => <Skeleton className="h-24" /> });

/** The message as every attempt sends it. */
export function MessagePreview({ delivery }: { delivery: DeliveryResource }) {
  const [showsJson, setShowsJson] = useState(false);
  if (delivery.message === null) return null;
  const isSlack = delivery.kind === "slack";
  return (
    <div className="min-w-0">
      <div className="mb-1 flex items-center justify-between">
        <p className="text-label font-medium text-neutral-11">Message</p>
        {isSlack && (
          <Button size="sm" variant="ghost" onClick={() => setShowsJson(!showsJson)}>
            {showsJson ? "Show as in Slack" : "Show JSON"}
          </Button>
        )}
      </div>
      {isSlack && !showsJson ? <BlockKitPreview message={delivery.message} sentAtMs={Date.parse(delivery.finished_at ?? delivery.created_at)} /> : <JsonView value={delivery.message} rootPath="" />}
      {delivery.cuts.length > 0 && <p className="mt-1 text-label text-retrying">Cut to fit: {delivery.cuts.join("; ")}</p>}
    </div>
  );
}
