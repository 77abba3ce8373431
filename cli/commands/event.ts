import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { apiClient, listOf, oneOf, query, segment, type ApiClient } from "../api-client";
import { CliError, printResult, type Command, type CommandInput } from "../command";
import { describeRun, runSchema } from "../describe-run";
import { readJson } from "../read-json";

const POLL_EVERY_MS = 1000;

const acceptedSchema = z.object({ data: z.object({ events: z.array(z.looseObject({ id: z.string(), duplicate: z.boolean() })) }) });
const eventSchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  source: z.string().nullable(),
  received_at: z.string(),
  runs: z.array(z.looseObject({ status: z.string() })),
});
type Event = z.infer<typeof eventSchema>;

export const eventCommands: Command[] = [
  {
    name: "event send",
    positionals: [{ name: "type" }],
    options: {
      data: { type: "string", help: "The payload as JSON: a file, - for standard input, or the JSON itself; {} unless given." },
      "idempotency-key": { type: "string", help: "The same key again makes no second event." },
      timestamp: { type: "string", help: "When it happened, ISO 8601; now unless given." },
    },
    summary: "Send one event.",
    async run(input) {
      const { args, io } = input;
      const data = args.text("data");
      const payload = data === undefined ? {} : await readJson(io, data, "--data");
      const event = { type: args.at(0), payload, idempotencyKey: args.text("idempotency-key"), timestamp: args.text("timestamp") };
      const answer = await apiClient(io).call(acceptedSchema, "POST", "/v1/ingest", event);
      const [accepted] = answer.data.events;
      if (!accepted) throw new CliError("the server accepted no event");
      printResult(input, { value: accepted, text: accepted.id, note: accepted.duplicate ? "known already: nothing stored" : "accepted" });
    },
  },
  {
    name: "event tail",
    positionals: [],
    options: {
      type: { type: "string", help: "Events of this type only." },
      limit: { type: "string", help: "End after this many; goes on until Ctrl-C unless given." },
    },
    summary: "Print events as they come in.",
    run: tail,
  },
  {
    name: "event show",
    positionals: [{ name: "id" }],
    options: {},
    summary: "Show an event and all that became of it.",
    async run({ args, io, isJson }) {
      const schema = eventSchema.extend({ payload: z.json().nullable(), runs: z.array(runSchema) });
      const { data } = await apiClient(io).call(oneOf(schema), "GET", `/v1/events/${segment(args.at(0))}`);
      if (isJson) return io.out(JSON.stringify(data));
      io.out(`${data.id}  ${data.type}  from ${data.source ?? "a deleted source"}  ${data.received_at}`);
      io.out(JSON.stringify(data.payload, null, 2));
      for (const run of data.runs) for (const line of describeRun(run)) io.out(line);
      if (data.runs.length === 0) io.out("no pipeline took it");
    },
  },
];

async function tail({ args, io, isJson }: CommandInput): Promise<void> {
  const limit = args.text("limit") === undefined ? Infinity : Number(args.text("limit"));
  if (!(limit >= 1)) throw new CliError("--limit: expected a whole number, 1 or more");
  const api = apiClient(io);
  let last = (await page(api, args.text("type"), 1)).data[0]?.id ?? "";
  let shown = 0;
  while (shown < limit && !io.signal.aborted) {
    for (const event of await eventsAfter(api, args.text("type"), last)) {
      if (shown++ >= limit) break;
      last = event.id;
      io.out(isJson ? JSON.stringify(event) : [event.received_at, event.id, event.type, event.source ?? "-", event.runs.map((run) => run.status).join(",")].join("\t"));
    }
    if (shown < limit) await sleep(POLL_EVERY_MS, undefined, { signal: io.signal }).catch(() => undefined);
  }
}

/** Oldest first, however many pages there are since. */
async function eventsAfter(api: ApiClient, type: string | undefined, last: string): Promise<Event[]> {
  const found: Event[] = [];
  let cursor: string | undefined;
  do {
    const { data, next } = await page(api, type, 100, cursor);
    const fresh = data.filter((event) => event.id > last);
    found.push(...fresh);
    cursor = fresh.length < data.length ? undefined : (next ?? undefined);
  } while (cursor !== undefined);
  return found.reverse();
}

function page(api: ApiClient, type: string | undefined, limit: number, cursor?: string) {
  return api.call(listOf(eventSchema), "GET", `/v1/events${query({ type, limit: String(limit), cursor })}`);
}
