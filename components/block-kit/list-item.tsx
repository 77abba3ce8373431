import { type ReactNode } from "react";

type Props = { depth: number; marker: string; children: ReactNode };

/** Slack draws its markers itself: 28 px a level, bullets and numbers by depth. */
export function ListItem({ depth, marker, children }: Props) {
  return (
    <li className="flex list-none" style={{ marginLeft: 28 * Math.min(depth, 8) }}>
      <span aria-hidden="true" className="w-7 shrink-0 pr-2 text-right tabular-nums">
        {marker}
      </span>
      <span className="min-w-0 wrap-anywhere whitespace-pre-wrap">{children}</span>
    </li>
  );
}
