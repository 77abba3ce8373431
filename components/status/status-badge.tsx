import { Archive, Check, CircleHelp, CirclePause, CircleSlash2, Clock, Dot, Hand, Minus, PencilLine, RotateCw, TriangleAlert, X, type LucideIcon } from "lucide-react";
import { cn } from "@/components/ui/class-names";
import { statusWords, type StatusIcon, type StatusTone } from "./status-words";

type StatusBadgeProps = {
  status: string;
  /** Instead of the status's own word: `retrying in 4m`. */
  word?: string;
  /** Only icon and word, without the tinted ground; for dense tables. */
  isPlain?: boolean;
  className?: string;
};

/** A status as icon and word, never colour alone. */
export function StatusBadge({ status, word, isPlain = false, className }: StatusBadgeProps) {
  const { word: ownWord, tone, icon } = statusWords(status);
  return (
    <span className={cn("inline-flex items-center gap-1.5 text-label font-medium whitespace-nowrap", text[tone], !isPlain && ["h-5 rounded-xs px-1.5", ground[tone]], className)}>
      <StatusMark icon={icon} />
      {word ?? ownWord}
    </span>
  );
}

/** The icon alone, where the word stands beside it in another form. */
export function StatusIconMark({ status, className }: { status: string; className?: string }) {
  const { word, tone, icon } = statusWords(status);
  return (
    <span role="img" aria-label={word} title={word} className={cn("inline-flex", text[tone], className)}>
      <StatusMark icon={icon} />
    </span>
  );
}

function StatusMark({ icon }: { icon: StatusIcon }) {
  const Icon = icons[icon];
  return <Icon className={cn("size-3.5 shrink-0", icon === "dot" && "scale-[2.2]")} strokeWidth={2.25} aria-hidden="true" />;
}

const text: Record<StatusTone, string> = {
  delivered: "text-delivered",
  running: "text-running",
  retrying: "text-retrying",
  dead: "text-dead",
  quiet: "text-neutral-10",
};

const ground: Record<StatusTone, string> = {
  delivered: "bg-delivered-tint",
  running: "bg-running-tint",
  retrying: "bg-retrying-tint",
  dead: "bg-dead-tint",
  quiet: "bg-neutral-3",
};

const icons: Record<StatusIcon, LucideIcon> = {
  check: Check,
  dot: Dot,
  retry: RotateCw,
  cross: X,
  filtered: CircleSlash2,
  skipped: Minus,
  question: CircleHelp,
  held: Hand,
  clock: Clock,
  draft: PencilLine,
  paused: CirclePause,
  archived: Archive,
  alert: TriangleAlert,
};
