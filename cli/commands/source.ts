import { z } from "zod";
import { apiClient, hasId, listOf, oneOf } from "../api-client";
import { printResult, printRows, type Command } from "../command";

const sourceSchema = hasId.extend({ slug: z.string(), kind: z.string(), status: z.string() });

export const sourceCommands: Command[] = [
  {
    name: "source create",
    positionals: [],
    options: {
      slug: { type: "string", isRequired: true, help: "Its short name, used by pipelines." },
      kind: { type: "string", help: "api, webhook or email; api unless given." },
      name: { type: "string", help: "The slug unless given." },
    },
    summary: "Make a source of events.",
    async run(input) {
      const { args, io } = input;
      const body = { slug: args.required("slug"), kind: args.text("kind"), name: args.text("name") };
      const { data } = await apiClient(io).call(oneOf(sourceSchema), "POST", "/v1/sources", body);
      printResult(input, { value: data, text: data.id, note: `source ${data.slug} created` });
    },
  },
  {
    name: "source list",
    positionals: [],
    options: {},
    summary: "List sources.",
    async run(input) {
      const { data } = await apiClient(input.io).call(listOf(sourceSchema), "GET", "/v1/sources?limit=200");
      printRows(input, data, data.map((source) => [source.id, source.slug, source.kind, source.status]));
    },
  },
];
