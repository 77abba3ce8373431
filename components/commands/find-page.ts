import { type Route } from "next";
import { type IdTarget } from "./id-target";

/** The page that shows what an id names. */
export function findPage({ kind, id }: IdTarget): Route {
  if (kind === "pipeline") return `/pipelines/${id}`;
  if (kind === "event") return `/events/${id}`;
  return kind === "run" ? `/runs/${id}` : `/deliveries/${id}`;
}
