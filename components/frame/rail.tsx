"use client";

import { PanelLeftClose, PanelLeftOpen, Search } from "lucide-react";
import Link from "next/link";
import { ShownKeys } from "@/components/commands/shown-keys";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/tooltip";
import { NavigationList } from "./navigation-list";
import { ProductMark } from "./product-mark";
import { UserMenu } from "./user-menu";

type RailProps = { isCollapsed: boolean; onToggle: () => void; onSearch: () => void };

/** The left edge of every page on a wide screen. */
export function Rail({ isCollapsed, onToggle, onSearch }: RailProps) {
  return (
    <aside className={cn("sticky top-0 hidden h-dvh shrink-0 flex-col border-r bg-neutral-2 md:flex", isCollapsed ? "w-14" : "w-56")}>
      <div className={cn("flex items-center gap-2 px-3 pt-3 pb-2", isCollapsed && "flex-col px-0")}>
        <Link href="/pipelines" aria-label="Ingestlayer, to the pipelines" className="flex min-w-0 flex-1 items-center gap-2 rounded-sm">
          <ProductMark className="shrink-0" />
          {!isCollapsed && <span className="truncate font-semibold tracking-tight">Ingestlayer</span>}
        </Link>
        <Tooltip content={isCollapsed ? "Widen the menu" : "Narrow the menu"} side="right">
          <Button variant="ghost" size="icon" className="size-7" aria-label={isCollapsed ? "Widen the menu" : "Narrow the menu"} aria-expanded={!isCollapsed} onClick={onToggle}>
            {isCollapsed ? <PanelLeftOpen aria-hidden="true" /> : <PanelLeftClose aria-hidden="true" />}
          </Button>
        </Tooltip>
      </div>
      <div className="px-3 pb-3">
        <SearchButton isCollapsed={isCollapsed} onSearch={onSearch} />
      </div>
      <nav aria-label="Main" className="min-h-0 flex-1 overflow-y-auto px-3">
        <NavigationList isCollapsed={isCollapsed} />
      </nav>
      <div className="border-t p-2">
        <UserMenu isCollapsed={isCollapsed} />
      </div>
    </aside>
  );
}

function SearchButton({ isCollapsed, onSearch }: { isCollapsed: boolean; onSearch: () => void }) {
  return (
    <button
      type="button"
      onClick={onSearch}
      aria-label="Search and commands"
      className={cn(
        "flex h-8 w-full items-center gap-2 rounded-sm border border-neutral-6 bg-raised px-2 text-dense text-neutral-10 transition-colors hover:border-neutral-7 hover:text-neutral-11",
        isCollapsed && "justify-center px-0",
      )}
    >
      <Search className="size-4 shrink-0" aria-hidden="true" />
      {!isCollapsed && (
        <>
          <span className="flex-1 text-left">Search…</span>
          <ShownKeys keys="mod+k" />
        </>
      )}
    </button>
  );
}
