import { type useRouter } from "next/navigation";
import { type IdTarget } from "./id-target";

/** Goes to the page that shows what an id names. */
export function openPage(router: ReturnType<typeof useRouter>, { kind, id }: IdTarget): void {
  if (kind === "pipeline") router.push(`/pipelines/${id}`);
  else if (kind === "event") router.push(`/events/${id}`);
  else if (kind === "run") router.push(`/runs/${id}`);
  else router.push(`/deliveries/${id}`);
}
