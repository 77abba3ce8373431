"use client";

import { useQueryStates } from "nuqs";
import { useRef } from "react";
import { useCommands } from "@/components/commands/commands-context";
import { FilterChip } from "@/components/lists/filter-chip";
import { SearchField } from "@/components/lists/search-field";
import { useApiQuery } from "@/components/query/use-api-query";
import { statusWords } from "@/components/status/status-words";
import { Button } from "@/components/ui/button";
import type { EventTypeResource } from "@/lib/event-types/event-type-resource";
import { eventFilterParsers, hasFilters, runStatuses } from "./event-filters";
import { TimeFilter } from "./time-filter";

type Source = { slug: string; name: string };

/** The filters, kept in the URL. */
export function EventFilterBar() {
  const [filters, setFilters] = useQueryStates(eventFilterParsers, { history: "push" });
  const search = useRef<HTMLInputElement>(null);
  const types = useApiQuery<EventTypeResource[]>("event-types", "/v1/event-types");
  const sources = useApiQuery<Source[]>("sources", "/v1/sources");
  useCommands([{ id: "events-search", label: "Search in payloads", group: "Events", keys: "/", run: () => search.current?.focus() }]);
  return (
    <div className="flex flex-wrap items-center gap-2" role="search" aria-label="Filter events">
      <SearchField ref={search} value={filters.q ?? ""} onChange={(q) => void setFilters({ q: q || null })} placeholder="Search in payloads" />
      <FilterChip
        label="Type"
        value={filters.type}
        onChange={(type) => void setFilters({ type })}
        isLoading={types.isPending}
        allowsOther
        options={(types.data ?? []).map(({ type, count }) => ({ value: type, label: type, hint: count >= 1000 ? "1,000+" : String(count) }))}
      />
      <FilterChip
        label="Source"
        value={filters.source}
        onChange={(source) => void setFilters({ source })}
        isLoading={sources.isPending}
        options={(sources.data ?? []).map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      <FilterChip
        label="Run"
        value={filters.status}
        onChange={(status) => void setFilters({ status: runStatuses.find((known) => known === status) ?? null })}
        options={runStatuses.map((status) => ({ value: status, label: statusWords(status).word }))}
      />
      <TimeFilter {...filters} onChange={(change) => void setFilters(change)} />
      {hasFilters(filters) && (
        <Button size="sm" variant="ghost" onClick={() => void setFilters(null)}>
          Clear
        </Button>
      )}
    </div>
  );
}
