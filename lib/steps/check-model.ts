import type { Problem } from "@/lib/errors";

/** Of steps that only a model can do. */
export function checkModel(model: string): Problem[] {
  if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}\/\S+$/.test(model)) return [];
  return [{ path: "model", message: `expected <model connection>/<model name>, got "${model}"` }];
}
