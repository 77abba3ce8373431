"use client";

import { Contrast, KeyRound, Keyboard, LogOut, MessageSquarePlus, Search, Sparkles, Workflow } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCommands } from "@/components/commands/commands-context";
import { signOut } from "@/components/session/sign-out";
import { isDarkNow, setTheme } from "@/components/theme/use-theme";
import { navigation } from "./navigation";
import { useViewer } from "./viewer-context";

type FrameCommandsProps = { onOpenMenu: () => void; onOpenKeyboardMap: () => void };

/** What can be done from every page. */
export function FrameCommands({ onOpenMenu, onOpenKeyboardMap }: FrameCommandsProps) {
  const router = useRouter();
  const { canEdit } = useViewer();
  useCommands([
    ...navigation.map(({ href, label, icon, keys }) => ({ id: `go ${href}`, group: "Go to", label, icon, keys, run: () => router.push(href) })),
    { id: "go /welcome", group: "Go to", label: "First steps", icon: Sparkles, keywords: ["welcome", "guide", "start", "onboarding"], run: () => router.push("/welcome") },
    ...(canEdit
      ? [
          { id: "new-pipeline", group: "Do", label: "New pipeline", icon: Workflow, keywords: ["create"], run: () => router.push("/pipelines?dialog=new") },
          { id: "connect-slack", group: "Do", label: "Connect Slack", icon: MessageSquarePlus, keywords: ["destination", "add"], run: () => router.push("/destinations/new/slack") },
          { id: "create-key", group: "Do", label: "Create a key", icon: KeyRound, keywords: ["api", "token", "new"], run: () => router.push("/keys?new=1") },
        ]
      : []),
    { id: "toggle-theme", group: "Do", label: "Switch between light and dark", icon: Contrast, keywords: ["theme", "appearance"], run: () => setTheme(isDarkNow() ? "light" : "dark") },
    { id: "sign-out", group: "Do", label: "Sign out", icon: LogOut, keywords: ["leave", "log out"], run: () => void signOut() },
    { id: "command-menu", group: "Everywhere", label: "Search and commands", icon: Search, keys: "mod+k", run: onOpenMenu },
    { id: "keyboard-map", group: "Everywhere", label: "Show all keys", icon: Keyboard, keywords: ["shortcuts", "help"], keys: "?", run: onOpenKeyboardMap },
  ]);
  return null;
}
