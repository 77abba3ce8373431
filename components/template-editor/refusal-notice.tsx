import { CircleX } from "lucide-react";

/** Why the template makes no message at present. */
export function RefusalNotice({ detail }: { detail: string }) {
  return (
    <div role="status" className="flex gap-2 rounded-sm bg-dead-tint px-3 py-2 text-dense text-dead">
      <CircleX aria-hidden="true" className="mt-px size-4 shrink-0" />
      <p className="min-w-0 wrap-anywhere">
        <span className="font-medium">Can’t be sent as it is.</span> {detail.split("; ").map((part, index) => (
          <span key={index} className="block">{part}</span>
        ))}
      </p>
    </div>
  );
}
