export const stepNames = ["event", "pipeline", "slack", "message"] as const;

export type StepName = (typeof stepNames)[number];

/** The step to take next: the first that is not done; null when there is none left. */
export function nextStep(done: Record<StepName, boolean>): StepName | null {
  return stepNames.find((name) => !done[name]) ?? null;
}
