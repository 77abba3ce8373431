import { Skeleton } from "@/components/ui/skeleton";

export function RowSkeletons({ count }: { count: number }) {
  return Array.from({ length: count }, (_, n) => (
    <li key={n} className="flex items-center gap-3 px-3 py-2.5">
      <Skeleton className="size-8 shrink-0 rounded-full" />
      <span className="flex flex-1 flex-col gap-1.5">
        <Skeleton className="h-3.5 w-40 max-w-full" />
        <Skeleton className="h-3 w-56 max-w-full" />
      </span>
      <Skeleton className="h-8 w-28" />
    </li>
  ));
}
