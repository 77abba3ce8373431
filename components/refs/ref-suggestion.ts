import type { Json } from "@/lib/durable/contract";

/** A ref that completion offers: `$event.customer_tier`. */
export type RefSuggestion = {
  ref: string;
  /** `string`, `number`, `boolean`, `datetime`, `object`, `array`, `mixed` or `any`. */
  type: string;
  /** What it is on the chosen sample event, else on the newest event that had it. */
  sample?: Json;
  description?: string;
  /** The values it is known to take, for pickers: an enum's, a classification's labels, recent ones. */
  values?: Json[];
};
