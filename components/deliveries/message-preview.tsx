"use client";

import { useState } from "react";
import { hasPreview, MessageView } from "@/components/message-previews/message-view";
import { isDarkNow } from "@/components/theme/use-theme";
import { JsonView } from "@/components/ui/json-view";
import { Button } from "@/components/ui/button";
import { destinationDefinition } from "@/lib/destinations/catalog";
import type { DeliveryResource } from "@/lib/events/delivery-resource";

/** The message as every attempt sends it, or its summary is made of it. */
export function MessagePreview({ delivery }: { delivery: DeliveryResource }) {
  const [showsJson, setShowsJson] = useState(false);
  if (delivery.message === null) return null;
  const isDrawn = hasPreview(delivery.kind);
  const title = destinationDefinition(delivery.kind)?.title ?? delivery.kind;
  return (
    <div className="min-w-0">
      <div className="mb-1 flex items-center justify-between">
        <p className="text-label font-medium text-neutral-11">Message</p>
        {isDrawn && (
          <Button size="sm" variant="ghost" onClick={() => setShowsJson(!showsJson)}>
            {showsJson ? `Show as in ${title}` : "Show JSON"}
          </Button>
        )}
      </div>
      {isDrawn && !showsJson ? <MessageView kind={delivery.kind} message={delivery.message} sentAtMs={Date.parse(delivery.finished_at ?? delivery.created_at)} theme={isDarkNow() ? "dark" : "light"} /> : <JsonView value={delivery.message} rootPath="" />}
      {delivery.cuts.length > 0 && <p className="mt-1 text-label text-retrying">Cut to fit: {delivery.cuts.join("; ")}</p>}
    </div>
  );
}
