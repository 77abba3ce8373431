import { Skeleton } from "@/components/ui/skeleton";

/** Cards to be. */
export function PipelineSkeleton() {
  return (
    <div aria-busy="true" aria-label="Loading pipelines" className="flex flex-col gap-3">
      {[0, 1, 2].map((index) => (
        <div key={index} className="flex h-44 flex-col gap-4 rounded-md border p-4">
          <Skeleton className="w-56" />
          <div className="grid flex-1 grid-cols-3 gap-6">
            {[0, 1, 2].map((part) => (
              <div key={part} className="flex flex-col gap-2">
                <Skeleton className="w-24" />
                <Skeleton className="w-full" />
                <Skeleton className="w-3/4" />
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
