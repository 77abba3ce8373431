import { testRunSchema, type TestRun } from "@/lib/pipelines/test-resource";
import { apiClient, oneOf, segment } from "../api-client";
import { CliError, type Arguments, type Command, type CliIo } from "../command";
import { readJson } from "../read-json";

export const pipelineTestCommand: Command = {
  name: "pipeline test",
  positionals: [{ name: "pipeline" }],
  options: {
    event: { type: "string", help: "The id of a stored event." },
    type: { type: "string", help: "The type of a made-up event, with --data." },
    data: { type: "string", help: "Its payload as JSON: a file, - for standard input, or the JSON itself; {} unless given." },
    send: { type: "string", help: "Sends the message of this destination for real." },
  },
  summary: "Run the draft on one event and show what it would send.",
  async run({ args, io, isJson }) {
    const destination = args.text("send");
    const body = { event: await eventOf(args, io), ...(destination === undefined ? {} : { send: { destination } }) };
    const { data } = await apiClient(io).call(oneOf(testRunSchema), "POST", `/v1/pipelines/${segment(args.at(0))}/test`, body);
    if (isJson) return io.out(JSON.stringify(data));
    for (const line of describeTest(data)) io.out(line);
  },
};

async function eventOf(args: Arguments, io: CliIo): Promise<unknown> {
  const [id, type, data] = [args.text("event"), args.text("type"), args.text("data")];
  if ((id === undefined) === (type === undefined)) throw new CliError("expected either --event or --type");
  if (id !== undefined) return { event_id: id };
  return { type, payload: data === undefined ? {} : await readJson(io, data, "--data") };
}

function describeTest({ status, reason, steps, destinations, problems, sent }: TestRun): string[] {
  return [
    `${status}${because(reason)}`,
    ...steps.map((step) => `  ${step.step_id} (${step.kind})  ${step.status}${step.changed.length > 0 ? `  ${step.changed.join(" ")}` : ""}${because(step.reason)}`),
    ...destinations.map(({ id, kind, when, refused }) => `  → ${id} (${kind})  ${refused ? `refused${because(refused.detail)}` : when && !when.holds ? `skipped${because(when.explain)}` : "would be sent"}`),
    ...problems.map(({ path, message }) => `  ! ${path}: ${message}`),
    ...(sent ? [`sent to ${sent.destination_id}: ${sent.status}${because(sent.detail)}`] : []),
  ];
}

function because(reason: string | null): string {
  return reason === null || reason === "" ? "" : `: ${reason}`;
}
