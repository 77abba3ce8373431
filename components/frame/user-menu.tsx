"use client";

import { Building2, ChevronsUpDown, LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import Link from "next/link";
import { signOut } from "@/components/session/sign-out";
import { themeOf, themes, type Theme } from "@/components/theme/theme-cookie";
import { useTheme } from "@/components/theme/use-theme";
import { cn } from "@/components/ui/class-names";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuLabel, DropdownMenuRadioGroup, DropdownMenuRadioItem, DropdownMenuSeparator, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { useViewer } from "./viewer-context";

type UserMenuProps = { isCollapsed?: boolean; className?: string };

/** The organization and who is signed in, with what is theirs: account, theme, leaving. */
export function UserMenu({ isCollapsed = false, className }: UserMenuProps) {
  const { email, name, organizationName, role } = useViewer();
  const [theme, setTheme] = useTheme();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`${organizationName}, ${email}: account menu`}
        className={cn("flex w-full min-w-0 items-center gap-2.5 rounded-sm p-1.5 text-left transition-colors hover:bg-neutral-4 data-[state=open]:bg-neutral-4", isCollapsed && "justify-center", className)}
      >
        <span aria-hidden="true" className="grid size-7 shrink-0 place-items-center rounded-sm bg-accent-tint font-medium text-accent uppercase">
          {organizationName.trim().slice(0, 1)}
        </span>
        {!isCollapsed && (
          <>
            <span className="min-w-0 flex-1">
              <span className="block truncate text-dense font-medium">{organizationName}</span>
              <span className="block truncate text-label text-neutral-10">{email}</span>
            </span>
            <ChevronsUpDown className="size-4 shrink-0 text-neutral-10" aria-hidden="true" />
          </>
        )}
      </DropdownMenuTrigger>
      <DropdownMenuContent side="top" align="start" className="w-56">
        <DropdownMenuLabel>
          <span className="block truncate text-dense text-neutral-12">{name ?? email}</span>
          {role}
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/settings/account">
            <UserRound aria-hidden="true" /> Account
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href="/settings/organization">
            <Building2 aria-hidden="true" /> Organization
          </Link>
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Theme</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme} onValueChange={(value) => setTheme(themeOf(value))}>
          {themes.map((option) => (
            <ThemeItem key={option} theme={option} />
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => void signOut()}>
          <LogOut aria-hidden="true" /> Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

const themeIcons = { system: Monitor, light: Sun, dark: Moon };

function ThemeItem({ theme }: { theme: Theme }) {
  const Icon = themeIcons[theme];
  return (
    <DropdownMenuRadioItem value={theme} onSelect={(event) => event.preventDefault()} className="capitalize">
      <Icon aria-hidden="true" /> {theme}
    </DropdownMenuRadioItem>
  );
}
