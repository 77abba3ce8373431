import { z } from "zod";
import { apiClient, hasId, listOf, oneOf, query, segment, type ApiClient } from "../api-client";
import { CliError, printResult, printRows, type Command, type CommandInput } from "../command";
import { readJson, readText } from "../read-json";
import { waitUntilOver } from "../wait-until-over";

const entitySchema = hasId.extend({ kind: z.string(), external_id: z.string(), traits: z.record(z.string(), z.json()), updated_at: z.string() });
const upsertedSchema = oneOf(entitySchema).extend({ created: z.boolean() });
const importSchema = hasId.extend({
  status: z.string(), reason: z.string().nullable(), total: z.number(), done: z.number(), created: z.number(), updated: z.number(), failed: z.number(),
  errors: z.array(z.object({ row: z.number(), field: z.string(), message: z.string() })),
});

export const entityCommands: Command[] = [
  {
    name: "entity upsert",
    positionals: [{ name: "kind" }, { name: "external-id" }],
    options: { traits: { type: "string", help: "JSON: a file, - for standard input, or the JSON itself; null takes a trait away." } },
    summary: "Remember something, or merge traits into what is remembered.",
    async run(input) {
      const { args, io } = input;
      const traits = args.text("traits");
      const body = { kind: args.at(0), external_id: args.at(1), ...(traits === undefined ? {} : { traits: await readJson(io, traits, "--traits") }) };
      const { data, created } = await apiClient(io).call(upsertedSchema, "POST", "/v1/entities", body);
      printResult(input, { value: data, text: data.id, note: created ? "created" : "updated" });
    },
  },
  {
    name: "entity list",
    positionals: [],
    options: {
      kind: { type: "string", help: "Of this kind." },
      q: { type: "string", help: "Words that the external id or a trait's value begins with." },
      limit: { type: "string", help: "How many, 200 at most; 50 unless given." },
    },
    summary: "List entities, newest first.",
    async run(input) {
      const { args, io } = input;
      const filter = { kind: args.text("kind"), q: args.text("q"), limit: args.text("limit") };
      const { data } = await apiClient(io).call(listOf(entitySchema), "GET", `/v1/entities${query(filter)}`);
      printRows(input, data, data.map(({ id, kind, external_id, traits }) => [id, kind, external_id, JSON.stringify(traits)]));
    },
  },
  {
    name: "entity get",
    positionals: [{ name: "id-or-kind" }, { name: "external-id", isOptional: true }],
    options: {},
    summary: "Print an entity, by its id or by its kind and external id.",
    async run({ args, io, isJson }) {
      const entity = await findEntity(apiClient(io), args.at(0), args.at(1));
      io.note(`${entity.kind} ${entity.external_id}, updated ${entity.updated_at}`);
      io.out(isJson ? JSON.stringify(entity) : JSON.stringify(entity.traits, null, 2));
    },
  },
  {
    name: "entity import",
    positionals: [{ name: "file" }],
    options: {
      format: { type: "string", help: "csv or json; by the file's ending unless given." },
      wait: { type: "boolean", help: "Go on until all rows are written; exit 1 where one could not be." },
    },
    summary: "Write many: CSV with the columns kind, external_id and one a trait, or a JSON list.",
    run: importFile,
  },
];

async function findEntity(api: ApiClient, idOrKind: string, externalId: string) {
  if (externalId === "") return (await api.call(oneOf(entitySchema), "GET", `/v1/entities/${segment(idOrKind)}`)).data;
  const { data: [entity] } = await api.call(listOf(entitySchema), "GET", `/v1/entities${query({ kind: idOrKind, external_id: externalId, limit: "1" })}`);
  if (!entity) throw new CliError(`there is no ${idOrKind} ${externalId}`);
  return entity;
}

async function importFile(input: CommandInput): Promise<void> {
  const { args, io } = input;
  const file = args.at(0);
  const format = args.text("format") ?? (/\.json$/i.test(file) ? "json" : "csv");
  if (format !== "csv" && format !== "json") throw new CliError(`--format: expected csv or json, got ${format}`);
  const body = format === "csv" ? { csv: await readText(io, file, "<file>") } : { entities: await readJson(io, file, "<file>") };
  const api = apiClient(io);
  const { data } = await api.call(oneOf(importSchema), "POST", "/v1/entities/imports", body);
  if (!args.has("wait")) return printResult(input, { value: data, text: data.id, note: `${data.total} rows are written` });
  const over = await waitUntilOver(api, io, `/v1/entities/imports/${segment(data.id)}`, importSchema, (job) => `${job.done} of ${job.total} rows`);
  for (const { row, field, message } of over.errors) io.note(`row ${row}, ${field}: ${message}`);
  printResult(input, { value: over, text: over.id, note: `${over.status}: ${over.created} created, ${over.updated} updated, ${over.failed} failed` });
  if (over.status !== "done" || over.failed > 0) throw new CliError(over.reason ?? "not every row was written");
}
