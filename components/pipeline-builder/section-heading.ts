import { type PipelineDefinition } from "@/lib/pipeline/definition";
import { type NodePlace } from "./editor/node-key";

/** The numbered headings under which a pipeline is drawn everywhere. */
export function sectionHeading(part: NodePlace["part"], { sources, steps, destinations }: PipelineDefinition): string {
  if (part === "source") return sources.length > 1 ? "01 sources" : "01 source";
  if (part === "destination") return destinations.length === 1 ? "03 destination" : "03 destinations";
  return `02 pipeline · ${steps.length} ${steps.length === 1 ? "step" : "steps"}`;
}
