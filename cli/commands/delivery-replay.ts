import { z } from "zod";
import { apiClient, hasId, oneOf, segment } from "../api-client";
import { CliError, printResult, type Arguments, type Command, type CommandInput } from "../command";
import { waitUntilOver } from "../wait-until-over";

const deliverySchema = hasId.extend({ status: z.string(), superseded_by: z.string().nullable() });
const jobSchema = hasId.extend({
  status: z.string(), reason: z.string().nullable(), total: z.number(), replayed: z.number(), skipped: z.number(),
  skipped_for: z.array(z.object({ reason: z.string(), count: z.number() })),
});

const filterNames = ["status", "pipeline", "destination", "kind", "connection"] as const;

export const replayCommand: Command = {
  name: "delivery replay",
  positionals: [{ name: "id", isOptional: true }],
  options: {
    from: { type: "string", help: "destination (the one that failed) or start (the whole pipeline); destination unless given." },
    version: { type: "string", help: "original or current; original unless given: what was rendered is sent." },
    rate: { type: "string", help: "Of many: at most so many a second, 1 to 500." },
    wait: { type: "boolean", help: "Of many: go on until the last one is sent on its way; Ctrl-C leaves the replay running." },
    all: { type: "boolean", help: "Every dead and held delivery." },
    status: { type: "string", help: "Many: dead, held and retrying, with commas between; dead,held unless given." },
    pipeline: { type: "string", help: "Many: id or slug." },
    destination: { type: "string", help: "Many: the destination's id in its pipeline." },
    kind: { type: "string", help: "Many: slack, webhook, …" },
    connection: { type: "string", help: "Many: the connection's id." },
  },
  summary: "Send a delivery that failed again, or all that fit.",
  run: (input) => (input.args.at(0) ? replayOne(input) : replayMany(input)),
};

async function replayOne(input: CommandInput): Promise<void> {
  const { args, io } = input;
  const ofMany = ["all", "rate", "wait", ...filterNames].find((name) => args.has(name) || args.text(name) !== undefined);
  if (ofMany !== undefined) throw new CliError(`--${ofMany}: expected with many deliveries only, not with an id`);
  const { data } = await apiClient(io).call(oneOf(deliverySchema), "POST", `/v1/deliveries/${segment(args.at(0))}/replay`, choiceOf(args));
  const note = data.superseded_by === null ? `will be sent again: ${data.status}` : `${data.superseded_by} sends in its place`;
  printResult(input, { value: data, text: data.superseded_by ?? data.id, note });
}

async function replayMany(input: CommandInput): Promise<void> {
  const { args, io } = input;
  const filter = Object.fromEntries(filterNames.flatMap((name) => (args.text(name) === undefined ? [] : [[name, args.text(name)]])));
  if (Object.keys(filter).length === 0 && !args.has("all")) throw new CliError("expected the id of a delivery, a filter such as --pipeline, or --all");
  const rate = args.text("rate");
  const body = { filter, ...choiceOf(args), ...(rate === undefined ? {} : { rate: Number(rate) }) };
  const api = apiClient(io);
  const { data } = await api.call(oneOf(jobSchema), "POST", "/v1/deliveries/replay", body);
  if (!args.has("wait")) return printResult(input, { value: data, text: data.id, note: data.total === 1 ? "one delivery is sent again" : `${data.total} deliveries are sent again` });
  const over = await waitUntilOver(api, io, `/v1/deliveries/replay/${segment(data.id)}`, jobSchema, (job) => `${job.replayed} of ${job.total}`);
  for (const { reason, count } of over.skipped_for) io.note(`${count} left out: ${reason}`);
  printResult(input, { value: over, text: over.id, note: `${over.status}: ${over.replayed} of ${over.total} sent again` });
  if (over.status === "failed") throw new CliError(over.reason ?? "the replay failed");
}

/** What is not given is the API's to choose. */
function choiceOf(args: Arguments): { from?: string; version?: string } {
  const [from, version] = [args.text("from"), args.text("version")];
  return { ...(from === undefined ? {} : { from }), ...(version === undefined ? {} : { version }) };
}
