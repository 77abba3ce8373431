import { z } from "zod";
import { apiClient, hasId, listOf, oneOf, segment } from "../api-client";
import { CliError, printResult, printRows, type Command, type CommandInput } from "../command";
import { readSecret } from "../read-json";

const sourceSchema = hasId.extend({ slug: z.string(), kind: z.string(), status: z.string(), email_address: z.string().nullish() });
const accessSchema = z.looseObject({ url: z.string(), secret: z.string() });
const createdSchema = sourceSchema.extend({ webhook: accessSchema.optional() });

export const sourceCommands: Command[] = [
  {
    name: "source create",
    positionals: [],
    options: {
      slug: { type: "string", isRequired: true, help: "Its short name, used by pipelines." },
      kind: { type: "string", help: "api, webhook or email; api unless given." },
      name: { type: "string", help: "The slug unless given." },
      auth: { type: "string", help: "webhook: hmac, standard-webhooks, github, stripe, bearer or none; hmac unless given." },
      secret: { type: "string", help: "webhook: the sender's own secret; made unless given. - reads it from standard input." },
      "from-domains": { type: "string", help: "email: whose mail it takes, with commas between; everybody's unless given." },
    },
    summary: "Make a source of events. Of a webhook its address and its secret are printed, the only time.",
    async run(input) {
      const { args, io } = input;
      const secret = args.text("secret");
      const body = {
        slug: args.required("slug"),
        kind: args.text("kind"),
        name: args.text("name"),
        auth_mode: args.text("auth"),
        secret: secret === undefined ? undefined : await readSecret(io, secret),
        from_domains: args.text("from-domains")?.split(",").map((domain) => domain.trim()),
      };
      const { data } = await apiClient(io).call(oneOf(createdSchema), "POST", "/v1/sources", body);
      printResult(input, { value: data, text: data.id, note: `source ${data.slug} created` });
      if (data.webhook && !input.isJson) printAccess(input, data.webhook);
      if (data.email_address) io.note(`mail to ${data.email_address}`);
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
  {
    name: "source rotate",
    positionals: [{ name: "source" }],
    options: {
      address: { type: "boolean", help: "A new address instead of a new secret; the old one is dead at once." },
      secret: { type: "string", help: "The new secret; made unless given. - reads it from standard input." },
      "overlap-seconds": { type: "string", help: "How long the secret before it is still accepted; a day unless given." },
    },
    summary: "Make a webhook source's secret, or its address, anew.",
    async run(input) {
      const { args, io } = input;
      const secret = args.text("secret");
      const body = {
        what: args.has("address") ? "address" : "secret",
        ...(secret !== undefined && { secret: await readSecret(io, secret) }),
        ...(args.text("overlap-seconds") !== undefined && { overlap_seconds: wholeNumber(args.text("overlap-seconds") ?? "", "--overlap-seconds") }),
      };
      const { data } = await apiClient(io).call(oneOf(accessSchema), "POST", `/v1/sources/${segment(args.at(0))}/rotate`, body);
      if (input.isJson) io.out(JSON.stringify(data));
      else printAccess(input, data);
    },
  },
  ...(["pause", "resume"] as const).map(
    (verb): Command => ({
      name: `source ${verb}`,
      positionals: [{ name: "source" }],
      options: {},
      summary: verb === "pause" ? "Refuse its events from now on." : "Take its events again.",
      async run(input) {
        const { data } = await apiClient(input.io).call(oneOf(sourceSchema), "PUT", `/v1/sources/${segment(input.args.at(0))}`, { status: verb === "pause" ? "paused" : "active" });
        printResult(input, { value: data, text: data.id, note: `source ${data.slug} is ${data.status}` });
      },
    }),
  ),
];

function printAccess({ io }: CommandInput, { url, secret }: z.infer<typeof accessSchema>): void {
  io.note("its address and its secret, which is not shown again:");
  io.out(url);
  io.out(secret);
}

function wholeNumber(text: string, option: string): number {
  if (!/^\d+$/.test(text)) throw new CliError(`${option}: expected a whole number, got ${text}`);
  return Number(text);
}
