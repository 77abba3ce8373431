import { apiClient, oneOf, segment } from "../api-client";
import type { Command } from "../command";
import { describeRun, runSchema } from "../describe-run";

export const runCommands: Command[] = [
  {
    name: "run show",
    positionals: [{ name: "id" }],
    options: {},
    summary: "Show a run with its steps, deliveries and attempts.",
    async run({ args, io, isJson }) {
      const { data } = await apiClient(io).call(oneOf(runSchema), "GET", `/v1/runs/${segment(args.at(0))}`);
      if (isJson) return io.out(JSON.stringify(data));
      for (const line of describeRun(data)) io.out(line);
    },
  },
];
