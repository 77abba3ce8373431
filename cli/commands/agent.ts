import { z } from "zod";
import { apiClient, hasId, listOf, oneOf, segment } from "../api-client";
import { printResult, printRows, type Command } from "../command";

const agentSchema = hasId.extend({ name: z.string(), prefix: z.string(), pipeline_ids: z.array(z.string()), revoked_at: z.string().nullable() });

export const agentCommands: Command[] = [
  {
    name: "agent create",
    positionals: [],
    options: {
      name: { type: "string", isRequired: true, help: "What it is for." },
      pipelines: { type: "string", isRequired: true, help: "Ids or slugs of those it may run, with commas between." },
      source: { type: "string", help: "Whose events its calls are; default unless given." },
    },
    summary: "Make a key for an AI agent. It is printed, the only time.",
    async run(input) {
      const { args, io } = input;
      const body = { name: args.required("name"), pipelines: args.required("pipelines").split(",").map((one) => one.trim()), source: args.text("source") };
      const { data } = await apiClient(io).call(oneOf(agentSchema.extend({ key: z.string() })), "POST", "/v1/agents", body);
      printResult(input, { value: data, text: data.key, note: `agent ${data.name} may run ${data.pipeline_ids.length} ${data.pipeline_ids.length === 1 ? "pipeline" : "pipelines"}; its key:` });
    },
  },
  {
    name: "agent list",
    positionals: [],
    options: {},
    summary: "List agents.",
    async run(input) {
      const { data } = await apiClient(input.io).call(listOf(agentSchema), "GET", "/v1/agents?limit=200");
      printRows(input, data, data.map(({ id, name, prefix, pipeline_ids, revoked_at }) => [id, name, `${prefix}…`, pipeline_ids.join(","), revoked_at === null ? "active" : "revoked"]));
    },
  },
  {
    name: "agent revoke",
    positionals: [{ name: "agent" }],
    options: {},
    summary: "Refuse its key from now on.",
    async run({ args, io }) {
      await apiClient(io).call(z.undefined(), "DELETE", `/v1/agents/${segment(args.at(0))}`);
      io.note(`agent ${args.at(0)} is revoked`);
    },
  },
];
