import { Search } from "lucide-react";
import type { RefObject } from "react";
import { cn } from "@/components/ui/class-names";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { Select } from "@/components/ui/select";
import { sortOrders, statusFilters, type SortOrder, type StatusFilter } from "./pipeline-filter";

type Filter = { q: string; status: StatusFilter; sort: SortOrder };

type PipelineFilterBarProps = {
  searchRef: RefObject<HTMLInputElement | null>;
  filter: Filter;
  onChange: (change: Partial<Filter>) => void;
  counts: Record<string, number>;
  /** Enter or arrow down in the search: on to the cards. */
  onLeave: () => void;
};

const sortWords: Record<SortOrder, string> = { newest: "Newest first", name: "By name", busiest: "Busiest first" };

export function PipelineFilterBar({ searchRef, filter, onChange, counts, onLeave }: PipelineFilterBarProps) {
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
      <div className="relative w-full sm:w-72">
        <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-neutral-10" aria-hidden="true" />
        <Input
          ref={searchRef}
          type="search"
          value={filter.q}
          onChange={(event) => onChange({ q: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== "Enter" && event.key !== "ArrowDown") return;
            event.preventDefault();
            onLeave();
          }}
          placeholder="Name, event type, step, channel"
          aria-label="Search pipelines"
          className="h-8 pr-8 pl-8"
        />
        {filter.q === "" && <Kbd className="pointer-events-none absolute top-1.5 right-1.5 hidden sm:inline-grid">/</Kbd>}
      </div>
      <div role="group" aria-label="Status" className="flex max-w-full gap-1 overflow-x-auto">
        {statusFilters.map((status) => (
          <button
            key={status}
            type="button"
            aria-pressed={filter.status === status}
            onClick={() => onChange({ status })}
            className={cn("h-7 shrink-0 rounded-sm px-2.5 text-dense text-neutral-11 capitalize transition-colors hover:bg-neutral-4 focus-visible:-outline-offset-2", filter.status === status && "bg-neutral-4 font-medium text-neutral-12")}
          >
            {status}
            {filter.status !== "archived" && status !== "archived" && <span className="ml-1.5 font-mono text-[11px] text-neutral-10 tabular-nums">{counts[status] ?? 0}</span>}
          </button>
        ))}
      </div>
      <Select value={filter.sort} onValueChange={(value) => onChange({ sort: sortOrders.find((sort) => sort === value) ?? "newest" })} options={sortOrders.map((value) => ({ value, label: sortWords[value] }))} aria-label="Order" className="ml-auto w-36" />
    </div>
  );
}
