"use client";

import { GripVertical } from "lucide-react";
import { useRef, type ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { Kbd } from "@/components/ui/kbd";

export type MoveKey = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";
export type Move = { key: MoveKey; label: string; onMove: () => void };

const arrows: Record<MoveKey, string> = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };

/** Moves what it stands before: by arrow keys while it has the focus, or from its menu. */
export function MoveHandle({ moves, label, ...button }: { moves: readonly Move[]; label: string } & Omit<ComponentProps<typeof Button>, "aria-label">) {
  const chosen = useRef<Move | null>(null);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        asChild
        onKeyDown={(event) => {
          const move = moves.find(({ key }) => key === event.key);
          if (!move) return;
          event.preventDefault();
          move.onMove();
        }}
      >
        <Button {...button} variant="ghost" size="icon" aria-label={label} className="w-5 text-neutral-9">
          <GripVertical aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align="start"
        onCloseAutoFocus={(event) => {
          // The closing menu gives the focus back to this handle, which then stands before something else: move after that.
          if (!chosen.current) return;
          event.preventDefault();
          chosen.current.onMove();
          chosen.current = null;
        }}
      >
        {moves.map((move) => (
          <DropdownMenuItem key={move.key} onSelect={() => (chosen.current = move)}>
            <span className="flex-1">{move.label}</span>
            <Kbd>{arrows[move.key]}</Kbd>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
