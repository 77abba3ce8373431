"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { replayWays, sameMessage } from "./replay-ways";
import { useReplayDelivery } from "./use-replay";

/** Every way to send one delivery again, beside the button of the likely one. */
export function ReplayMenu({ deliveryId, hasMessage }: { deliveryId: string; hasMessage: boolean }) {
  const replay = useReplayDelivery();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button size="sm" variant="ghost" isBusy={replay.isPending}>
          Other ways
          <ChevronDown aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="max-w-80">
        {replayWays.map((way) => (
          <DropdownMenuItem key={way.key} disabled={way === sameMessage && !hasMessage} onSelect={() => replay.mutate({ id: deliveryId, from: way.from, version: way.version })}>
            <span>
              <span className="block">{way.title}</span>
              <span className="block text-label text-neutral-10">{way === sameMessage && !hasMessage ? "No message was made." : way.help}</span>
            </span>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
