import { type QueryClient } from "@tanstack/react-query";
import { type Route } from "next";
import { apiGet } from "@/components/query/api-client";
import { type IdTarget } from "./id-target";

/** The page on which something is shown: runs and deliveries are told on their event's page. Throws ApiError when there is none. */
export async function findPage({ kind, id }: IdTarget, client: QueryClient): Promise<Route> {
  if (kind === "pipeline") return `/pipelines/${id}`;
  if (kind === "event") return `/events/${id}`;
  const [topic, path] = kind === "run" ? ["runs", `/v1/runs/${id}`] : ["deliveries", `/v1/deliveries/${id}`];
  const { data } = await client.fetchQuery({ queryKey: [topic, path, "page"], queryFn: () => apiGet<{ data: { event_id: string } }>(path), retry: false });
  return `/events/${data.event_id}#${id}`;
}
