import { StatusBadge } from "@/components/status/status-badge";
import { cn } from "@/components/ui/class-names";
import type { ConnectionResource } from "@/lib/connections/connection-resource";

export function ConnectionStatus({ connection: { status, held }, className }: { connection: ConnectionResource; className?: string }) {
  return (
    <span className={cn("inline-flex flex-wrap items-center gap-2", className)}>
      <StatusBadge status={status === "active" ? "ok" : status} word={status === "active" ? "connected" : "needs attention"} />
      {held > 0 && <span className="text-label text-neutral-10">{held > 1000 ? "1,000+" : held} held</span>}
    </span>
  );
}
