import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { DestinationMark } from "@/components/marks/destination-mark";
import { PageHeader } from "@/components/ui/page-header";
import { BackLink } from "./back-link";
import { destinationChoices } from "./connection-kinds";

export function KindChoice() {
  return (
    <div className="max-w-2xl">
      <PageHeader eyebrow={<BackLink href="/destinations">Destinations</BackLink>} title="Connect a destination" description="Credentials are stored encrypted and are never shown again." />
      <ul className="divide-y divide-neutral-4 rounded-md border">
        {destinationChoices.map(({ kind, title, summary }) => (
          <li key={kind} className="relative flex items-center gap-4 px-4 py-3.5 transition-colors hover:bg-neutral-2">
            <DestinationMark kind={kind} className="size-9" />
            <div className="min-w-0 flex-1">
              <Link href={`/destinations/new/${kind}`} className="font-medium after:absolute after:inset-0 after:rounded-md">
                {title}
              </Link>
              <p className="text-dense text-neutral-11">{summary}</p>
            </div>
            <ChevronRight className="size-4 text-neutral-9" aria-hidden="true" />
          </li>
        ))}
      </ul>
    </div>
  );
}
