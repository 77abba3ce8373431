import { z } from "zod";
import { apiClient, oneOf, segment } from "../api-client";
import { printResult, printRows, type Command } from "../command";

const recipeSchema = z.looseObject({ slug: z.string(), tag: z.string(), title: z.string(), event: z.string() });
const usedSchema = z.looseObject({ pipeline_id: z.string(), slug: z.string(), source: z.string() });

export const recipeCommands: Command[] = [
  {
    name: "recipe list",
    positionals: [],
    options: {},
    summary: "List the recipes: what can be piped.",
    async run(input) {
      const { data } = await apiClient(input.io).call(oneOf(z.array(recipeSchema)), "GET", "/v1/recipes");
      printRows(input, data, data.map(({ slug, tag, event, title }) => [slug, tag, event, title]));
    },
  },
  {
    name: "recipe use",
    positionals: [{ name: "recipe" }],
    options: {
      kind: { type: "string", help: "Where to: slack, discord, telegram, email, webhook, postgres or notion.", isRequired: true },
      connection: { type: "string", help: "Id or slug of the connection to send over; chosen later unless given." },
    },
    summary: "Make a draft pipeline of a recipe, and declare its event.",
    async run(input) {
      const { args, io } = input;
      const connection = args.text("connection");
      const body = { kind: args.required("kind"), ...(connection === undefined ? {} : { connection }) };
      const { data } = await apiClient(io).call(oneOf(usedSchema), "POST", `/v1/recipes/${segment(args.at(0))}/use`, body);
      printResult(input, { value: data, text: data.pipeline_id, note: `${data.slug}: a draft; choose its target, then deploy and activate it` });
    },
  },
];
