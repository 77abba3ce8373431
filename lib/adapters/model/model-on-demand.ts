import type { ModelPort } from "@/lib/ports/ports";
import type { LiveModelOptions } from "./live-model";

/** The live model, loaded when a step first asks one: the vendors' SDKs would cost every start 30 MB and a third of a second. */
export function modelOnDemand(options: LiveModelOptions): ModelPort {
  let loading: Promise<ModelPort> | undefined;
  const loaded = () => (loading ??= import("./live-model").then(({ liveModel }) => liveModel(options)));
  return {
    classify: async (request) => (await loaded()).classify(request),
    write: async (request) => (await loaded()).write(request),
  };
}
