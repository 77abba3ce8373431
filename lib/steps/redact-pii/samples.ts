import type { StepSample } from "../step-sample";

export const samples: StepSample[] = [
  {
    name: "a ticket without its contact data",
    config: { fields: ["subject", "body"], columns: { default: { email: "mask", phone: "mask", card: "remove" } } },
    payload: { ticket_id: "T-1", subject: "Refund for jane@example.com", body: "Call +1 415 555 0132, card 4111 1111 1111 1111.", contact: "jane@example.com" },
    expect: {
      kind: "continue",
      seen: { ticket_id: "T-1", subject: "Refund for [email redacted]", body: "Call [phone redacted], card .", contact: "jane@example.com" },
    },
  },
  {
    name: "names found wherever they stand",
    config: { names: ["customer.name"], columns: { default: { name: "mask" } } },
    payload: { customer: { name: "Ana García" }, body: "Ana García wrote again, and Ana's colleague too." },
    expect: { kind: "continue", seen: { customer: { name: "[name redacted]" }, body: "[name redacted] wrote again, and [name redacted]'s colleague too." } },
  },
  {
    name: "an archive that keeps addresses",
    config: { columns: { default: { ip: "mask", email: "remove" }, archive: { ip: "keep" } } },
    payload: { note: "login from 203.0.113.7" },
    expect: { kind: "continue", seen: { note: "login from [ip redacted]" } },
  },
];
