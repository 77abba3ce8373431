import { Skeleton } from "@/components/ui/skeleton";

/** The builder's shape while it loads. */
export function BuilderSkeleton() {
  return (
    <div data-full-bleed="" className="flex h-[calc(100dvh-48px)] flex-col md:h-dvh" aria-busy="true" aria-label="Loading the pipeline">
      <div className="flex h-12 items-center gap-3 border-b px-4">
        <Skeleton className="w-48" />
        <Skeleton className="w-16" />
        <span className="flex-1" />
        <Skeleton className="h-7 w-40" />
      </div>
      <div className="flex flex-1 items-center justify-center gap-12 bg-neutral-2 px-8">
        {[1, 2, 3, 4].map((card) => (
          <Skeleton key={card} className={`h-[84px] w-52 rounded-md ${card > 1 ? "hidden md:block" : ""}`} />
        ))}
      </div>
    </div>
  );
}
