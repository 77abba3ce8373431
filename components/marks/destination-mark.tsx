import { Mail, Send, Sparkles, Webhook, type LucideIcon } from "lucide-react";
import { cn } from "@/components/ui/class-names";
import { brandShapes } from "./brand-shapes";

const icons: Record<string, LucideIcon> = { email: Mail, webhook: Webhook, openai: Sparkles, anthropic: Sparkles, "openai-compatible": Sparkles };

/** Where a message goes: the brand in its own colours on neutral ground. */
export function DestinationMark({ kind, className }: { kind: string; className?: string }) {
  const Icon = icons[kind] ?? Send;
  const shape = brandShapes[kind];
  return (
    <span aria-hidden="true" className={cn("inline-grid size-6 shrink-0 place-items-center rounded-xs border bg-raised text-neutral-11 [&_svg]:size-[64%]", className)}>
      {shape ? <svg viewBox="0 0 24 24">{shape}</svg> : <Icon />}
    </span>
  );
}
