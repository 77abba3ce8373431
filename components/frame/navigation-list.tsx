"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/tooltip";
import { isCurrent, navigation, type NavigationItem } from "./navigation";
import { useAttention } from "./use-attention";

type NavigationListProps = { isCollapsed?: boolean; onNavigate?: () => void };

export function NavigationList({ isCollapsed = false, onNavigate }: NavigationListProps) {
  const pathname = usePathname();
  const attention = useAttention();
  return (
    <ul className="flex flex-col gap-px">
      {navigation.map((item) => (
        <li key={item.href}>
          <NavigationLink item={item} isCurrent={isCurrent(item, pathname)} isCollapsed={isCollapsed} problem={(attention && item.attention?.(attention)) ?? null} {...(onNavigate && { onNavigate })} />
        </li>
      ))}
    </ul>
  );
}

type NavigationLinkProps = { item: NavigationItem; isCurrent: boolean; isCollapsed: boolean; problem: string | null; onNavigate?: () => void };

function NavigationLink({ item, isCurrent, isCollapsed, problem, onNavigate }: NavigationLinkProps) {
  const { href, label, icon: Icon } = item;
  const hint = [isCollapsed && label, problem].filter(Boolean).join(": ");
  return (
    <Tooltip content={hint} side="right">
      <Link
        href={href}
        aria-current={isCurrent ? "page" : undefined}
        onClick={() => onNavigate?.()}
        className={cn(
          "relative flex h-8 items-center gap-2.5 rounded-sm px-2 text-dense font-medium text-neutral-11 transition-colors hover:bg-neutral-4 hover:text-neutral-12",
          isCurrent && "bg-neutral-4 text-neutral-12",
          isCollapsed && "justify-center px-0",
        )}
      >
        <Icon className={cn("size-4 shrink-0", isCurrent ? "text-neutral-12" : "text-neutral-10")} aria-hidden="true" />
        <span className={cn("flex-1 truncate", isCollapsed && "sr-only")}>{label}</span>
        {problem && (
          <span className={cn("size-2 shrink-0 rounded-full bg-dead", isCollapsed && "absolute top-1 right-1")}>
            <span className="sr-only">{problem}</span>
          </span>
        )}
      </Link>
    </Tooltip>
  );
}
