import type { StepSample } from "../step-sample";

export const samples: StepSample[] = [
  {
    name: "a person at a company",
    config: { email: "$event.email" },
    payload: { email: "Ada.Lovelace+news@analytical.example" },
    expect: {
      kind: "continue",
      values: {
        enrich: {
          person: {
            email: "Ada.Lovelace+news@analytical.example", domain: "analytical.example", name: "Ada Lovelace", first_name: "Ada", last_name: "Lovelace",
            is_free_mail: false, is_disposable: false, is_role: false,
          },
        },
      },
    },
  },
  {
    name: "a role at a free provider",
    config: { email: "$event.email" },
    payload: { email: "support@gmail.com" },
    expect: { kind: "continue", values: { enrich: { person: { email: "support@gmail.com", domain: "gmail.com", is_free_mail: true, is_disposable: false, is_role: true } } } },
  },
  { name: "no address", config: { email: "$event.email" }, payload: { email: "nobody" }, expect: { kind: "continue", values: { enrich: { person: {} } } } },
];
