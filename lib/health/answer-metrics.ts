import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";
import { database } from "@/lib/db";
import { currentEngine } from "@/lib/engine";
import { type PlainResponse } from "@/lib/http/error-response";
import { liveGateCounts } from "@/lib/ingest/live-gate";
import { readQueueDepths } from "./read-queue-depths";
import { workMetrics } from "./work-metrics";

/** Null for any path but `/metrics`, which Prometheus reads: this process's counters and the queues all processes share. */
export async function answerMetrics(path: string): Promise<PlainResponse | null> {
  if (path !== "/metrics") return null;
  // One answer for whoever asks meanwhile: the address is open, and each answer costs a query.
  answering ??= readMetrics().finally(() => (answering = undefined));
  return { status: 200, headers: { "content-type": Registry.PROMETHEUS_CONTENT_TYPE, "cache-control": "no-store" }, body: await answering };
}

let answering: Promise<string> | undefined;
let processRegistry: Registry | undefined;

async function readMetrics(): Promise<string> {
  processRegistry ??= createProcessRegistry();
  return Registry.merge([workMetrics().registry, processRegistry]).metrics();
}

function createProcessRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  addGateMetrics(registry);
  addEngineMetrics(registry);
  addQueueMetrics(registry);
  return registry;
}

/** Read at the scrape, so that the gate's hot path knows nothing of Prometheus. */
function addGateMetrics(registry: Registry): void {
  const registers = [registry];
  const counted = (name: string, help: string, read: () => number | undefined) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read() ?? 0);
      },
    });
  counted("ingestlayer_events_accepted_total", "Events stored by this process.", () => liveGateCounts()?.accepted);
  counted("ingestlayer_events_duplicate_total", "Events known already by their idempotency key.", () => liveGateCounts()?.duplicates);
  counted("ingestlayer_requests_unauthenticated_total", "Requests without a usable key.", () => liveGateCounts()?.unauthenticated);
  new Counter({
    name: "ingestlayer_events_rejected_total",
    help: "Events refused at the gate, by reason.",
    labelNames: ["reason"],
    registers,
    collect() {
      this.reset();
      for (const [reason, count] of Object.entries(liveGateCounts()?.rejected ?? {})) this.inc({ reason }, count);
    },
  });
}

function addEngineMetrics(registry: Registry): void {
  const registers = [registry];
  const read = () => currentEngine()?.stats?.();
  const gauge = (name: string, help: string, pick: (stats: NonNullable<ReturnType<typeof read>>) => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        const stats = read();
        if (stats) this.set(pick(stats));
        else this.remove({});
      },
    });
  gauge("ingestlayer_engine_ready", "1 while jobs are claimed.", () => (currentEngine()?.isReady() ? 1 : 0));
  gauge("ingestlayer_engine_slots", "Most handlers at once in this process.", (stats) => stats.slots);
  gauge("ingestlayer_engine_running", "Handlers in progress in this process.", (stats) => stats.running);
  new Counter({
    name: "ingestlayer_engine_jobs_total",
    help: "Ends of jobs in this process, by outcome.",
    labelNames: ["outcome"],
    registers,
    collect() {
      const stats = read();
      this.reset();
      for (const outcome of ["done", "failed", "retried"] as const) if (stats) this.inc({ outcome }, stats[outcome]);
    },
  });
}

/** The same in every process: take one process's, or `max by (trigger)`. */
function addQueueMetrics(registry: Registry): void {
  const options = { labelNames: ["trigger"] as const, registers: [registry] };
  const deepest = new Gauge({ name: "ingestlayer_lane_depth", help: "Jobs waiting in the deepest lane.", ...options });
  const laneAge = new Gauge({ name: "ingestlayer_lane_age_seconds", help: "How long the first job of any lane has waited.", ...options });
  const age = new Gauge({ name: "ingestlayer_queue_age_seconds", help: "How long the oldest job has waited.", ...options });
  new Gauge({
    name: "ingestlayer_queue_depth",
    help: "Jobs waiting, in lanes or not.",
    ...options,
    async collect() {
      for (const gauge of [this, age, deepest, laneAge]) gauge.reset();
      for (const row of await readQueueDepths(database().pool).catch(() => [])) {
        this.set({ trigger: row.trigger }, row.depth);
        age.set({ trigger: row.trigger }, row.ageSeconds);
        if (row.deepestLane !== null) deepest.set({ trigger: row.trigger }, row.deepestLane);
        if (row.laneAgeSeconds !== null) laneAge.set({ trigger: row.trigger }, row.laneAgeSeconds);
      }
    },
  });
}
