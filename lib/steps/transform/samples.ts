import type { StepSample } from "../step-sample";

export const samples: StepSample[] = [
  {
    name: "a smaller document with typed values",
    config: { template: '{ "id": "$event.ticket_id", "amount": "$event.amount", "line": "Ticket $event.ticket_id", missing: $event.nothing }' },
    payload: { ticket_id: "T-1", amount: 12.5, other: true },
    expect: { kind: "continue", values: { output: { id: "T-1", amount: 12.5, line: "Ticket T-1", missing: null } } },
  },
];
