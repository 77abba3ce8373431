"use client";

import { useQueryStates } from "nuqs";
import { destinationChoices } from "@/components/connections/connection-kinds";
import { FilterChip } from "@/components/lists/filter-chip";
import { useApiPages } from "@/components/query/use-api-query";
import { statusWords } from "@/components/status/status-words";
import { Button } from "@/components/ui/button";
import { allStatuses, deliveryFilterParsers, statusChoices } from "./delivery-filters";

type Named = { id: string; name: string; kind?: string };

export function DeliveryFilterBar() {
  const [filters, setFilters] = useQueryStates(deliveryFilterParsers, { history: "push" });
  const pipelines = useApiPages<Named>("pipelines", "/v1/pipelines", { limit: 200 });
  const connections = useApiPages<Named>("connections", "/v1/connections", { limit: 200 });
  const isDestination = (connection: Named) => destinationChoices.some(({ kind }) => kind === connection.kind);
  const { tab: _, ...rest } = filters;
  const choices = statusChoices(filters.tab);
  return (
    <div className="flex flex-wrap items-center gap-2" role="search" aria-label="Filter deliveries">
      {choices.length > 1 && (
        <FilterChip
          label="Status"
          value={filters.status}
          onChange={(status) => void setFilters({ status: allStatuses.find((known) => known === status) ?? null })}
          options={choices.map((status) => ({ value: status, label: statusWords(status).word }))}
        />
      )}
      <FilterChip label="Pipeline" value={filters.pipeline} onChange={(pipeline) => void setFilters({ pipeline })} isLoading={pipelines.isPending} options={(pipelines.data ?? []).map(({ id, name }) => ({ value: id, label: name }))} />
      <FilterChip label="Kind" value={filters.kind} onChange={(kind) => void setFilters({ kind })} options={destinationChoices.map(({ kind, title }) => ({ value: kind, label: title }))} />
      <FilterChip label="Connection" value={filters.connection} onChange={(connection) => void setFilters({ connection })} isLoading={connections.isPending} options={(connections.data ?? []).filter(isDestination).map(({ id, name }) => ({ value: id, label: name }))} />
      {filters.destination !== null && <FilterChip label="Destination" value={filters.destination} onChange={(destination) => void setFilters({ destination })} options={[]} />}
      {filters.digest !== null && <FilterChip label="Summary" value={filters.digest} onChange={(digest) => void setFilters({ digest })} options={[]} />}
      <FilterChip label="Sent?" value={filters.possibly_sent ? "true" : null} onChange={(value) => void setFilters({ possibly_sent: value === null ? null : true })} options={[{ value: "true", label: "may have been sent" }]} />
      {Object.values(rest).some((value) => value !== null) && (
        <Button size="sm" variant="ghost" onClick={() => void setFilters({ status: null, pipeline: null, destination: null, kind: null, connection: null, digest: null, possibly_sent: null })}>
          Clear
        </Button>
      )}
    </div>
  );
}
