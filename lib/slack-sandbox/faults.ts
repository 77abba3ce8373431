/** A failure to play instead of, or after, the real answer. */
export type Fault = {
  kind:
    | "500" // HTTP 500 with an HTML page
    | "hang" // no answer, the connection stays open
    | "drop" // the connection is cut before anything was done
    | "drop_after_accept" // done, and then the connection is cut
    | "rate_limited" // HTTP 429 with Retry-After
    | "error" // HTTP 200 with {"ok":false,"error":…}
    | "not_json"; // HTTP 200 with a body that is no JSON
  /** Whether the call takes effect before it fails (500, hang, error, not_json). Default false. */
  accepted?: boolean;
  /** Of `rate_limited`. Default 1. */
  retryAfterSeconds?: number;
  /** Of `error`. Default `internal_error`. */
  error?: string;
  /** How many calls fail this way; Infinity for all. Default 1. */
  times?: number;
  /** Only calls for this channel, by id or name. */
  channel?: string;
};

export type FaultPlan = {
  /** Plans a fault for the next calls of a method (`*`: of any). Faults play in the order they were planned. */
  next(method: string, fault: Fault): void;
  clear(): void;
  /** How many planned faults have not been played out. */
  readonly pending: number;
  /** Takes the fault due for this call, if any; `channelNames` are all the names its channel goes by. */
  take(method: string, channelNames: string[]): Fault | undefined;
};

export function createFaultPlan(): FaultPlan {
  let planned: { method: string; fault: Fault; left: number }[] = [];
  return {
    next(method, fault) {
      planned.push({ method, fault, left: fault.times ?? 1 });
    },
    clear() {
      planned = [];
    },
    get pending() {
      return planned.length;
    },
    take(method, channelNames) {
      const due = planned.find(
        (plan) =>
          (plan.method === "*" || plan.method === method) &&
          (plan.fault.channel === undefined || channelNames.includes(plan.fault.channel.replace(/^#/, ""))),
      );
      if (!due) return undefined;
      due.left -= 1;
      if (due.left <= 0) planned = planned.filter((plan) => plan !== due);
      return due.fault;
    },
  };
}
