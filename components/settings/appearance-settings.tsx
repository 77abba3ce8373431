"use client";

import { RadioGroup } from "radix-ui";
import { themeOf, themes, type Theme } from "@/components/theme/theme-cookie";
import { useTheme } from "@/components/theme/use-theme";
import { cn } from "@/components/ui/class-names";
import { SettingsSection } from "./settings-section";

const words: Record<Theme, string> = { system: "As the system", light: "Light", dark: "Dark" };

export function AppearanceSettings() {
  const [theme, setTheme] = useTheme();
  return (
    <SettingsSection title="Theme" description="Kept in this browser.">
      <RadioGroup.Root value={theme} onValueChange={(value) => setTheme(themeOf(value))} aria-label="Theme" className="grid gap-3 sm:grid-cols-3">
        {themes.map((option) => (
          <RadioGroup.Item key={option} value={option} className="group rounded-md border p-2 text-left transition-colors hover:border-neutral-7 data-[state=checked]:border-accent data-[state=checked]:bg-accent-tint">
            <Miniature theme={option} />
            <span className="mt-2 block px-1 text-dense font-medium">{words[option]}</span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </SettingsSection>
  );
}

function Miniature({ theme }: { theme: Theme }) {
  const halves = theme === "system" ? (["light", "dark"] as const) : [theme];
  return (
    <span aria-hidden="true" className="flex h-20 overflow-hidden rounded-sm border">
      {halves.map((half) => (
        <span key={half} className={cn("flex flex-1 flex-col gap-1.5 p-2", half === "light" ? "bg-[#fdfcfa]" : "bg-[#141311]")}>
          <span className={cn("h-2 w-1/2 rounded-full", half === "light" ? "bg-[#1f1d1a]" : "bg-[#f0ede6]")} />
          <span className={cn("h-2 w-3/4 rounded-full", half === "light" ? "bg-[#e0dbd1]" : "bg-[#33302c]")} />
          <span className={cn("h-2 w-2/3 rounded-full", half === "light" ? "bg-[#e0dbd1]" : "bg-[#33302c]")} />
          <span className={cn("mt-auto h-3 w-8 rounded-full", half === "light" ? "bg-[#4f46e5]" : "bg-[#8b87f7]")} />
        </span>
      ))}
    </span>
  );
}
