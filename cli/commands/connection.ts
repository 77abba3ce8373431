import { z } from "zod";
import { isModelKind, modelKinds } from "@/lib/connections/model-kinds";
import { destinationCatalog, destinationDefinition } from "@/lib/destinations/catalog";
import { apiClient, hasId, listOf, oneOf, segment } from "../api-client";
import { CliError, printResult, printRows, type Command, type CommandInput } from "../command";
import { readJson, readSecret } from "../read-json";

const connectionSchema = hasId.extend({ slug: z.string(), kind: z.string(), status: z.string(), summary: z.string() });
const testSchema = z.looseObject({ ok: z.boolean(), summary: z.string().optional(), code: z.string().optional(), detail: z.string().optional() });

const configOptions = {
  token: { type: "string", help: "The bot token of a chat, or the bearer token of a webhook. - reads it from standard input." },
  url: { type: "string", help: "webhook: where to send." },
  "signing-secret": { type: "string", help: "webhook: whsec_…, signs what is sent. - reads it from standard input." },
  "api-key": { type: "string", help: "openai, anthropic, openai-compatible: the key. - reads it from standard input." },
  "base-url": { type: "string", help: "Another address than the vendor's." },
  config: { type: "string", help: "More fields as JSON: a file, - or the JSON itself." },
} as const;

export const connectionCommands: Command[] = [
  {
    name: "connection create",
    positionals: [{ name: "kind" }],
    options: {
      slug: { type: "string", isRequired: true, help: "Its short name, used by pipelines." },
      name: { type: "string", help: "The slug unless given." },
      ...configOptions,
      sandbox: { type: "boolean", help: "slack: connect this install's own sandbox workspace." },
      "no-verify": { type: "boolean", help: "Store it without asking the vendor whether it works." },
    },
    summary: `Store the credentials of one account: ${[...Object.keys(destinationCatalog), ...Object.keys(modelKinds)].join(", ")}.`,
    async run(input) {
      const { args, io } = input;
      const kind = args.at(0);
      const body = { kind, slug: args.required("slug"), name: args.text("name"), config: await readConfig(kind, input), sandbox: args.has("sandbox"), verify: !args.has("no-verify") };
      const { data } = await apiClient(io).call(oneOf(connectionSchema), "POST", "/v1/connections", body);
      printResult(input, { value: data, text: data.id, note: `connection ${data.slug} created${data.summary ? `: ${data.summary}` : ""}` });
    },
  },
  {
    name: "connection list",
    positionals: [],
    options: {},
    summary: "List connections.",
    async run(input) {
      const { data } = await apiClient(input.io).call(listOf(connectionSchema), "GET", "/v1/connections?limit=200");
      printRows(input, data, data.map((connection) => [connection.id, connection.slug, connection.kind, connection.status, connection.summary]));
    },
  },
  {
    name: "connection test",
    positionals: [{ name: "connection" }],
    options: {},
    summary: "Ask the vendor whether the credentials work; what was held for them is sent if they do.",
    async run(input) {
      const name = input.args.at(0);
      const { data } = await apiClient(input.io).call(oneOf(testSchema), "POST", `/v1/connections/${segment(name)}/test`);
      if (input.isJson) input.io.out(JSON.stringify(data));
      if (!data.ok) throw new CliError(`${name} does not work: ${data.detail} (${data.code})`);
      input.io.note(`${name} works: ${data.summary}`);
    },
  },
  {
    name: "connection targets",
    positionals: [{ name: "connection" }],
    options: {},
    summary: "List where it can send to: channels, chats.",
    async run(input) {
      const target = z.looseObject({ target: z.json(), label: z.string(), is_member: z.boolean() });
      const { data } = await apiClient(input.io).call(listOf(target), "GET", `/v1/connections/${segment(input.args.at(0))}/targets`);
      printRows(input, data, data.map((row) => [JSON.stringify(row.target), row.label, row.is_member ? "member" : "not a member"]));
    },
  },
  {
    name: "connection delete",
    positionals: [{ name: "connection" }],
    options: {},
    summary: "Forget it; refused while a deployed pipeline uses it.",
    async run(input) {
      const name = input.args.at(0);
      await apiClient(input.io).call(z.undefined(), "DELETE", `/v1/connections/${segment(name)}`);
      printResult(input, { value: { id: name }, text: name, note: "deleted" });
    },
  },
];

async function readConfig(kind: string, { args, io }: CommandInput): Promise<Record<string, unknown>> {
  const more = args.text("config");
  const given = more === undefined ? {} : z.record(z.string(), z.unknown()).safeParse(await readJson(io, more, "--config")).data;
  if (!given) throw new CliError("--config: expected a JSON object");
  const secret = async (option: string) => {
    const value = args.text(option);
    return value === undefined ? undefined : readSecret(io, value);
  };
  const [token, signingSecret, apiKey] = [await secret("token"), await secret("signing-secret"), await secret("api-key")];
  const auth = kind !== "webhook" ? undefined : signingSecret ? "hmac" : token ? "bearer" : undefined;
  const fields = {
    [tokenField(kind)]: token,
    url: args.text("url"),
    auth,
    signingSecret,
    apiKey,
    [isModelKind(kind) ? "baseUrl" : "apiBaseUrl"]: args.text("base-url"),
  };
  return { ...given, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) };
}

/** Where a kind keeps its one token. */
function tokenField(kind: string): string {
  const schema = destinationDefinition(kind)?.connection;
  return schema instanceof z.ZodObject && "botToken" in schema.shape ? "botToken" : "token";
}
