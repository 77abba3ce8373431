import type { RunContext } from "@/lib/pipeline/context";

export type DestinationSamples = {
  /** `own`: it speaks no HTTP, and its faults are tested in its own folder. */
  transport: "http" | "own";
  /** What a vendor that takes the default message answers; absent for `own`. */
  accepted?: { status: number; body: string };
  /** Valid, for a server at this address; every secret in them is one of `secrets`. */
  connections(url: string): unknown[];
  secrets: string[];
  /** Names a problem each. */
  badConnections: unknown[];
  targets: unknown[];
  badTargets: unknown[];
  /** Undefined is the kind's default message. */
  templates: unknown[];
  configs: unknown[];
};

export const sampleContext: RunContext = {
  event: {
    id: "evt_01JSAMPLE0000000000000000A",
    type: "support.ticket.created",
    received_at: "2026-03-04T05:06:07.890Z",
    occurred_at: "2026-03-04T05:06:07.000Z",
    payload: {
      ticket_id: "T-1042",
      subject: "Payments <fail> & nobody answers",
      body: "Since 9:00 every payment ends with a 502.",
      customer_tier: "enterprise",
      seats: 250,
      is_trial: false,
      tags: ["billing", "urgent"],
    },
    meta: { source: "default", url: "https://ingestlayer.example/events/evt_01JSAMPLE0000000000000000A", idempotency_key: null },
  },
  values: { classify: { urgency: "critical" } },
  redactions: [],
};
