"use client";

import { type ReactNode, useState } from "react";
import { CommandMenu } from "@/components/commands/command-menu";
import { KeyboardMap } from "@/components/commands/keyboard-map";
import { useCommandKeys } from "@/components/commands/use-command-keys";
import { useLiveUpdates } from "@/components/query/use-live-updates";
import { FrameCommands } from "./frame-commands";
import { Rail } from "./rail";
import { railCookie } from "./rail-cookie";
import { Toasts } from "./toasts";
import { TopBar } from "./top-bar";

type FrameProps = { isRailCollapsed: boolean; children: ReactNode };

/** What stands around every page of the dashboard. A page that draws to the edges has an element with `data-full-bleed`. */
export function Frame({ isRailCollapsed, children }: FrameProps) {
  const [isCollapsed, setIsCollapsed] = useState(isRailCollapsed);
  const [openLayer, setOpenLayer] = useState<"menu" | "keys" | null>(null);
  useCommandKeys();
  useLiveUpdates();
  const toggleRail = () => {
    document.cookie = railCookie(!isCollapsed);
    setIsCollapsed(!isCollapsed);
  };
  const openMenu = () => setOpenLayer("menu");
  return (
    <div className="flex min-h-dvh flex-col md:flex-row">
      <a href="#main" className="sr-only z-50 rounded-sm bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2">
        Skip to the content
      </a>
      <Rail isCollapsed={isCollapsed} onToggle={toggleRail} onSearch={openMenu} />
      <TopBar onSearch={openMenu} />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-[1280px] min-w-0 flex-1 px-4 py-5 outline-none has-[[data-full-bleed]]:max-w-none has-[[data-full-bleed]]:p-0 md:px-8 md:py-7"
      >
        {children}
      </main>
      <FrameCommands onOpenMenu={openMenu} onOpenKeyboardMap={() => setOpenLayer("keys")} />
      <CommandMenu open={openLayer === "menu"} onOpenChange={(isOpen) => setOpenLayer(isOpen ? "menu" : null)} />
      <KeyboardMap open={openLayer === "keys"} onOpenChange={(isOpen) => setOpenLayer(isOpen ? "keys" : null)} />
      <Toasts />
    </div>
  );
}
