import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { apiClient, hasId, listOf, oneOf, query, segment } from "../api-client";
import { parseDefinitionText } from "@/lib/pipelines/definition-text";
import { printResult, printRows, type Command, type CommandInput } from "../command";
import { readText } from "../read-json";
import { pipelineTestCommand } from "./pipeline-test";

const pipelineSchema = hasId.extend({ slug: z.string(), status: z.string(), version: z.looseObject({ number: z.number() }).nullable() });
type Pipeline = z.infer<typeof pipelineSchema>;

const goLive = {
  deploy: { type: "boolean", help: "Deploy it too." },
  activate: { type: "boolean", help: "Deploy and activate it too." },
} as const;

const summaries = {
  deploy: "Check the draft whole and freeze it as the next version.",
  activate: "Take events from now on.",
  pause: "Take no new events; finish what it has.",
};

export const pipelineCommands: Command[] = [
  {
    name: "pipeline create",
    positionals: [{ name: "file" }],
    options: goLive,
    summary: "Make a pipeline of a definition in JSON or YAML; its slug must be new.",
    async run(input) {
      const { args, io } = input;
      const api = apiClient(io);
      const definition = parseDefinitionText(await readText(io, args.at(0), "<file>"));
      let { data } = await api.call(oneOf(pipelineSchema), "POST", "/v1/pipelines", { definition });
      if (args.has("deploy") || args.has("activate")) ({ data } = await api.call(oneOf(pipelineSchema), "POST", `/v1/pipelines/${data.id}/deploy`));
      if (args.has("activate")) ({ data } = await api.call(oneOf(pipelineSchema), "POST", `/v1/pipelines/${data.id}/activate`));
      printPipeline(input, data);
    },
  },
  {
    name: "pipeline import",
    positionals: [{ name: "file" }],
    options: goLive,
    summary: "Make a pipeline of a definition, or replace the draft of the one with its slug.",
    async run(input) {
      const { args, io } = input;
      const body = { text: await readText(io, args.at(0), "<file>"), deploy: args.has("deploy"), activate: args.has("activate") };
      const { data } = await apiClient(io).call(oneOf(pipelineSchema), "POST", "/v1/pipelines/import", body);
      printPipeline(input, data);
    },
  },
  {
    name: "pipeline export",
    positionals: [{ name: "pipeline" }],
    options: {
      format: { type: "string", help: "json or yaml; json unless given." },
      version: { type: "string", help: "The number of a deployed version; the draft unless given." },
      out: { type: "string", help: "A file; standard output unless given." },
    },
    summary: "Print a pipeline's definition as a file for another install.",
    async run({ args, io, isJson }) {
      const path = `/v1/pipelines/${segment(args.at(0))}/export${query({ format: args.text("format"), version: args.text("version") })}`;
      const { data } = await apiClient(io).call(oneOf(z.object({ text: z.string(), format: z.string() })), "GET", path);
      const file = args.text("out");
      if (file !== undefined) {
        await writeFile(file, data.text);
        io.note(`written to ${file}`);
      } else io.out(isJson ? JSON.stringify(data) : data.text.trimEnd());
    },
  },
  ...(["deploy", "activate", "pause"] as const).map((verb) => changeCommand(verb)),
  pipelineTestCommand,
  {
    name: "pipeline list",
    positionals: [],
    options: { status: { type: "string", help: "draft, active, paused or archived." } },
    summary: "List pipelines.",
    async run(input) {
      const { data } = await apiClient(input.io).call(listOf(pipelineSchema), "GET", `/v1/pipelines${query({ limit: "200", status: input.args.text("status") })}`);
      printRows(input, data, data.map((pipeline) => [pipeline.id, pipeline.slug, pipeline.status, pipeline.version ? `v${pipeline.version.number}` : null]));
    },
  },
];

function changeCommand(verb: keyof typeof summaries): Command {
  return {
    name: `pipeline ${verb}`,
    positionals: [{ name: "pipeline" }],
    options: {},
    summary: summaries[verb],
    async run(input) {
      const { data } = await apiClient(input.io).call(oneOf(pipelineSchema), "POST", `/v1/pipelines/${segment(input.args.at(0))}/${verb}`);
      printPipeline(input, data);
    },
  };
}

function printPipeline(input: CommandInput, pipeline: Pipeline): void {
  const version = pipeline.version ? `, version ${pipeline.version.number}` : "";
  printResult(input, { value: pipeline, text: pipeline.id, note: `pipeline ${pipeline.slug}: ${pipeline.status}${version}` });
}
