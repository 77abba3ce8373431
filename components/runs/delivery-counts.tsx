import { StatusIconMark } from "@/components/status/status-badge";
import { statusWords } from "@/components/status/status-words";

/** The ones somebody has to look at first. */
const order = ["dead", "held", "retrying", "delivering", "pending", "delivered", "skipped"];

/** How many deliveries stand how: an icon and a number each; the words are in its label. */
export function DeliveryCounts({ counts }: { counts: Record<string, number> }) {
  const statuses = Object.keys(counts).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  if (statuses.length === 0) return <span className="text-neutral-10">–</span>;
  return (
    <span className="inline-flex items-center gap-2">
      {statuses.map((status) => (
        <span key={status} className="inline-flex items-center gap-1" title={`${counts[status]} ${statusWords(status).word}`}>
          <StatusIconMark status={status} />
          <span className="font-mono text-mono">{counts[status]}</span>
        </span>
      ))}
    </span>
  );
}
