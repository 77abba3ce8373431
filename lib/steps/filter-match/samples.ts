import type { StepSample } from "../step-sample";

export const samples: StepSample[] = [
  {
    name: "critical tickets only, kept",
    config: { where: { combinator: "and", conditions: [{ field: "$classify.urgency", op: "==", value: "critical" }] } },
    payload: { subject: "Checkout is down" },
    values: { classify: { urgency: "critical" } },
    expect: { kind: "continue" },
  },
  {
    name: "critical tickets only, dropped",
    config: { where: { combinator: "and", conditions: [{ field: "$classify.urgency", op: "==", value: "critical" }] } },
    payload: { subject: "How do I invite a colleague?" },
    values: { classify: { urgency: "low" } },
    expect: { kind: "drop", reason: '$classify.urgency = "low", wanted == "critical"' },
  },
  {
    name: "large orders or customers on enterprise",
    config: {
      where: {
        combinator: "or",
        conditions: [
          { field: "$event.amount", op: ">=", value: 1000 },
          { field: "$event.tier", op: "==", value: "enterprise" },
        ],
      },
    },
    payload: { amount: "1200.50", tier: "free" },
    expect: { kind: "continue" },
  },
  { name: "no conditions yet", config: { where: { combinator: "and", conditions: [] } }, payload: {}, expect: { kind: "continue" } },
];
