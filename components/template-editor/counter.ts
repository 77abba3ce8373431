export type Counter = {
  label: string;
  used: number;
  max: number;
  /** `near` from 80 % on, `cut` when something had to go. */
  level: "fine" | "near" | "cut";
};

export const nearShare = 0.8;

export function counterOf(label: string, used: number, max: number, isCut: boolean): Counter {
  return { label, used, max, level: isCut ? "cut" : used >= max * nearShare ? "near" : "fine" };
}
