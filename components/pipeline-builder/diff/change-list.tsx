import { ArrowLeftRight, Minus, PencilLine, Plus, type LucideIcon } from "lucide-react";
import { cn } from "@/components/ui/class-names";
import { type DefinitionChange } from "./diff-definitions";

const looks: Record<DefinitionChange["kind"], { icon: LucideIcon; classes: string }> = {
  added: { icon: Plus, classes: "bg-delivered-tint text-delivered" },
  removed: { icon: Minus, classes: "bg-dead-tint text-dead" },
  changed: { icon: PencilLine, classes: "bg-running-tint text-running" },
  moved: { icon: ArrowLeftRight, classes: "bg-neutral-4 text-neutral-11" },
};

/** A diff in words, each change with its sign. */
export function ChangeList({ changes }: { changes: readonly DefinitionChange[] }) {
  return (
    <ul className="flex flex-col gap-1.5">
      {changes.map(({ kind, text }) => {
        const { icon: Icon, classes } = looks[kind];
        return (
          <li key={text} className="flex items-start gap-2.5 text-dense">
            <span className={cn("mt-px grid size-[18px] shrink-0 place-items-center rounded-xs [&_svg]:size-3", classes)}>
              <Icon aria-hidden="true" />
            </span>
            <span className="min-w-0 break-words">{text}</span>
          </li>
        );
      })}
    </ul>
  );
}
