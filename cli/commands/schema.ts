import { z } from "zod";
import { apiClient, hasId, listOf, oneOf, segment } from "../api-client";
import { CliError, printResult, printRows, type Command } from "../command";
import { readJson, readText } from "../read-json";

const schemaSchema = hasId.extend({ type: z.string(), version: z.number(), mode: z.string(), yaml: z.string(), schema: z.looseObject({}), typescript: z.string() });

export const schemaCommands: Command[] = [
  {
    name: "schema push",
    positionals: [{ name: "file" }],
    options: {
      type: { type: "string", help: "The event's type, where the file is a JSON Schema; YAML names it itself." },
      mode: { type: "string", help: "refuse, warn or off; refuse unless given." },
    },
    summary: "Declare an event type, or a new version of it, from YAML or a JSON Schema.",
    async run(input) {
      const { args, io } = input;
      const type = args.text("type");
      const text = args.at(0);
      const declared = type === undefined ? { yaml: await readText(io, text, "<file>") } : { type, schema: await readJson(io, text, "<file>") };
      const { data } = await apiClient(io).call(oneOf(schemaSchema), "POST", "/v1/schemas", { ...declared, mode: args.text("mode") });
      printResult(input, { value: data, text: data.id, note: `${data.type}: version ${data.version}, ${data.mode}` });
    },
  },
  {
    name: "schema list",
    positionals: [],
    options: {},
    summary: "List the declared event types.",
    async run(input) {
      const { data } = await apiClient(input.io).call(listOf(schemaSchema), "GET", "/v1/schemas?limit=200");
      printRows(input, data, data.map(({ type, mode, version }) => [type, mode, `v${version}`]));
    },
  },
  {
    name: "schema show",
    positionals: [{ name: "type" }],
    options: { format: { type: "string", help: "yaml, json-schema or typescript; yaml unless given." } },
    summary: "Print a declaration.",
    async run({ args, io, isJson }) {
      const { data } = await apiClient(io).call(oneOf(schemaSchema), "GET", `/v1/schemas/${segment(args.at(0))}`);
      const formats: Record<string, string> = { yaml: data.yaml.trimEnd(), "json-schema": JSON.stringify(data.schema, null, 2), typescript: data.typescript };
      const format = args.text("format") ?? "yaml";
      const printed = formats[format];
      if (printed === undefined) throw new CliError(`--format: expected yaml, json-schema or typescript, got ${format}`);
      io.out(isJson ? JSON.stringify(data) : printed);
    },
  },
  {
    name: "schema infer",
    positionals: [{ name: "type" }],
    options: {},
    summary: "Print what a type's recent events have in common, as YAML to push.",
    async run({ args, io, isJson }) {
      const inferred = z.looseObject({ events: z.number(), yaml: z.string() });
      const { data } = await apiClient(io).call(oneOf(inferred), "GET", `/v1/schemas/${segment(args.at(0))}/inferred`);
      io.note(`of ${data.events} events`);
      io.out(isJson ? JSON.stringify(data) : data.yaml.trimEnd());
    },
  },
  {
    name: "schema delete",
    positionals: [{ name: "type" }],
    options: {},
    summary: "Let a type's events pass undeclared from now on.",
    async run({ args, io }) {
      await apiClient(io).call(z.undefined(), "DELETE", `/v1/schemas/${segment(args.at(0))}`);
      io.note(`${args.at(0)} is not declared any more`);
    },
  },
];
