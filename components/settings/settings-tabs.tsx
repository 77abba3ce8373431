"use client";

import { type Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/class-names";
import { tabClasses } from "@/components/ui/tabs";

const tabs: readonly { href: Route; label: string }[] = [
  { href: "/settings", label: "Appearance" },
  { href: "/settings/organization", label: "Organization" },
  { href: "/settings/notices", label: "Failure notices" },
  { href: "/settings/members", label: "Members" },
  { href: "/settings/models", label: "Models" },
  { href: "/settings/slack", label: "Slack app" },
  { href: "/settings/account", label: "Account" },
  { href: "/settings/audit", label: "Audit log" },
  { href: "/settings/system", label: "System" },
];

/** On a narrow screen the row scrolls: the page that is open must not lie outside of it. */
function showInRow(link: HTMLAnchorElement | null): void {
  link?.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
}

export function SettingsTabs() {
  const pathname = usePathname();
  return (
    <nav aria-label="Settings" className="-mx-4 mb-6 border-b px-4 md:mx-0 md:px-0">
      <ul className="flex gap-5 overflow-x-auto overflow-y-hidden">
        {tabs.map(({ href, label }) => {
          const isCurrent = href === "/settings" ? pathname === href : pathname.startsWith(href);
          return (
            <li key={href}>
              <Link ref={isCurrent ? showInRow : undefined} href={href} aria-current={isCurrent ? "page" : undefined} className={cn(tabClasses, "mb-0 block", isCurrent && "border-neutral-12 text-neutral-12")}>
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
