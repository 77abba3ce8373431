import { Skeleton } from "@/components/ui/skeleton";

/** Rows of a list that is loading. */
export function EventSkeleton({ rows = 12 }: { rows?: number }) {
  return (
    <div className="divide-y divide-neutral-4 rounded-md border" aria-busy="true" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex h-9 items-center gap-4 px-3">
          <Skeleton className="w-16" />
          <Skeleton className="w-1/3" />
          <Skeleton className="hidden w-24 md:block" />
          <Skeleton className="ml-auto w-14" />
        </div>
      ))}
    </div>
  );
}
