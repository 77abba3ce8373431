// Twenty channels of one Slack workspace get thirty messages each at once: how each keeps its rate and its order, and what
// an event for another destination takes meanwhile.
// Run: npx tsx bench/pacing.ts   (needs the build of `npm start`)
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { acquirePostgres } from "../scripts/embedded-postgres.mjs";
import { startSlackSandboxServer } from "../lib/slack-sandbox/testing-server";
import { startRecordingServer } from "../lib/testing/recording-server";
import { startServer } from "./server/start-server";

const channelCount = 20;
const messagesEach = 30;
const dataDir = mkdtempSync(path.join(tmpdir(), "ingestlayer-bench-"));
chmodSync(dataDir, 0o755);
const postgres = await acquirePostgres({ dataDir });
// With the limits of the real one: what is sent too fast is answered with a 429, and counted.
const slack = await startSlackSandboxServer();
const arrivals = new Map<number, number>();
const hook = await startRecordingServer({
  respond: ({ body }) => {
    arrivals.set(Number(/"probe":\s*(\d+)/.exec(body)?.[1]), performance.now());
    return { status: 200 };
  },
});
const { server, url, key } = await startServer(dataDir);
const channels = await Promise.all(Array.from({ length: channelCount }, (_, index) => slack.addChannel({ name: `pace-${index}`, isMember: true })));
await api("/v1/connections", { kind: "slack", slug: "slack", config: { botToken: slack.botToken, apiBaseUrl: slack.apiUrl } });
await api("/v1/connections", { kind: "webhook", slug: "hook", config: { url: `${hook.url}/` }, verify: false });
await deploy("storm", channels.map((channel, index) => ({ id: `channel-${index}`, kind: "slack", connection: "slack", target: { channel }, template: { mode: "message", title: "$event.number" } })));
await deploy("probe", [{ id: "hook", kind: "webhook", connection: "hook", target: {} }]);

const quiet = await probe(() => arrivals.size < 100);
const startedAt = performance.now();
await api("/v1/ingest", { events: Array.from({ length: messagesEach }, (_, number) => ({ type: "storm", payload: { number: String(number).padStart(2, "0") } })) });
const expected = channelCount * messagesEach;
const meanwhile = await probe(() => postedCount() < expected);
const stormS = (performance.now() - startedAt) / 1000;

const perChannel = await Promise.all(channels.map((channel) => slack.messages(channel)));
const gaps = perChannel.flatMap((messages) => messages.slice(1).map(({ ts }, index) => (Number(ts) - Number(messages[index]?.ts)) * 1000)).toSorted((a, b) => a - b);
const inOrder = perChannel.filter((messages) => messages.length === messagesEach && messages.every(({ text }, index) => text.includes(String(index).padStart(2, "0")))).length;
console.table([
  { "of another destination": "alone", ...percentiles(quiet) },
  { "of another destination": `while ${expected} messages wait for ${channelCount} channels`, ...percentiles(meanwhile) },
]);
console.log(`${expected} messages in ${stormS.toFixed(1)} s; ${inOrder} of ${channelCount} channels whole and in order; between two of one channel at least ${(gaps[0] ?? NaN).toFixed(0)} ms, in the median ${(gaps[Math.floor(gaps.length / 2)] ?? NaN).toFixed(0)} ms; answered with 429: ${slack.calls.filter(({ status }) => status === 429).length}`);
console.log(`${cpus().length} cores for everything, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`);
server.kill("SIGTERM");
await once(server, "exit");
await Promise.all([slack.close(), hook.close()]);
await postgres.release();
rmSync(dataDir, { recursive: true, force: true });
process.exit(0);

function postedCount(): number {
  return slack.calls.filter(({ method, status }) => method === "chat.postMessage" && status === 200).length;
}

/** An event every 50 ms as long as it is wanted: the time of each from its request to its arrival. */
async function probe(isWanted: () => boolean): Promise<number[]> {
  const sent = new Map<number, number>();
  for (let number = arrivals.size; isWanted(); number++) {
    sent.set(number, performance.now());
    await api("/v1/ingest", { type: "probe", payload: { probe: number } });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  while ([...sent.keys()].some((number) => !arrivals.has(number))) await new Promise((resolve) => setTimeout(resolve, 20));
  return [...sent].map(([number, at]) => (arrivals.get(number) ?? NaN) - at);
}

function percentiles(latencies: number[]) {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(1);
  return { events: sorted.length, "p50 ms": at(0.5), "p95 ms": at(0.95), "worst ms": at(1) };
}

async function deploy(type: string, destinations: object[]): Promise<void> {
  const definition = { version: 1, slug: type, name: type, sources: [{ source: "default", match: type }], steps: [], destinations };
  await api("/v1/pipelines/import", { definition, deploy: true, activate: true });
}

async function api(target: string, body: object): Promise<void> {
  const answer = await fetch(url + target, { method: "POST", headers: { authorization: `Bearer ${key}`, "content-type": "application/json" }, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${target}: ${answer.status} ${text}`);
}
