import { parseAsBoolean, parseAsString, parseAsStringLiteral } from "nuqs";
import type { QueryParams } from "@/components/query/api-client";

export const deliveryTabs = ["attention", "retrying", "all"] as const;
export type DeliveryTab = (typeof deliveryTabs)[number];
export const allStatuses = ["pending", "delivering", "retrying", "held", "delivered", "skipped", "dead"] as const;

/** The tab and filters of /deliveries as the URL holds them. */
export const deliveryFilterParsers = {
  tab: parseAsStringLiteral(deliveryTabs).withDefault("attention"),
  status: parseAsStringLiteral(allStatuses),
  pipeline: parseAsString,
  destination: parseAsString,
  kind: parseAsString,
  connection: parseAsString,
  digest: parseAsString,
  possibly_sent: parseAsBoolean,
};

export type DeliveryFilters = {
  tab: DeliveryTab;
  status: (typeof allStatuses)[number] | null;
  pipeline: string | null;
  destination: string | null;
  kind: string | null;
  connection: string | null;
  /** Id of the delivery that sends all of a summary. */
  digest: string | null;
  possibly_sent: boolean | null;
};

const statusesOfTab: Record<DeliveryTab, readonly string[]> = { attention: ["held", "dead"], retrying: ["retrying"], all: allStatuses };

/** The statuses a tab can be narrowed to. */
export function statusChoices(tab: DeliveryTab): readonly string[] {
  return statusesOfTab[tab];
}

export function deliveryParams({ tab, status, possibly_sent, ...filters }: DeliveryFilters): QueryParams {
  const narrowed = status !== null && statusesOfTab[tab].includes(status) ? status : null;
  return { ...filters, status: narrowed ?? (tab === "all" ? null : statusesOfTab[tab].join(",")), superseded: tab === "all" ? "any" : null, possibly_sent: possibly_sent ? "true" : null };
}

/** What a bulk replay of all that fits would take; null where the list shows what can't be sent again. */
export function replayFilter(filters: DeliveryFilters): Record<string, string> | null {
  const { status, superseded: _, ...rest } = deliveryParams(filters);
  if (filters.tab === "all" && (status === null || !["held", "dead", "retrying"].includes(String(status)))) return null;
  return Object.fromEntries(Object.entries({ status, ...rest }).flatMap(([name, value]) => (typeof value === "string" && value !== "" ? [[name, value]] : [])));
}

export function canReplay({ status, superseded_by }: { status: string; superseded_by: string | null }): boolean {
  return superseded_by === null && ["held", "dead", "retrying"].includes(status);
}
