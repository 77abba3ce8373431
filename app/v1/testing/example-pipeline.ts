import { readFileSync } from "node:fs";

/** What tests change in the example. */
export type ExamplePipeline = {
  slug: string;
  name: string;
  sources: [{ source: string }];
  steps: [ExampleStep, ExampleStep, ExampleStep];
  destinations: [ExampleDestination, ExampleDestination, ...{ id: string; kind: string }[]];
};
type ExampleStep = { config: Record<string, unknown> };
type ExampleDestination = { id: string; kind: string; connection: string; target: { channel: string }; template: { mode: string; text: string } };

/** A copy of its own of examples/route-support-escalations.json. */
export const examplePipeline = (): ExamplePipeline => JSON.parse(readFileSync("examples/route-support-escalations.json", "utf8"));
