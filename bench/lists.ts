// How long each list takes with a million events stored, each with a run and a delivery.
// Run: npx tsx bench/lists.ts   (BENCH_STORED_EVENTS=100000 for fewer)
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { acquirePostgres } from "../scripts/embedded-postgres.mjs";
import { migrate } from "../scripts/migrate.mjs";
import { closeDatabase, openDatabase } from "../lib/db";
import { activityOf } from "../lib/activity/read-activity";
import { listDeliveries } from "../lib/events/list-deliveries";
import { listEvents } from "../lib/events/list-events";
import { listRuns } from "../lib/events/list-runs";
import { listRejections } from "../lib/events/list-rejections";
import { storeHistory } from "./lists/store-history";

type Listed = { data: { id: string }[]; next: string | null; scanned?: number };
type Row = { list: string; rows: number; scanned: number | string; "p50 ms": string; "p95 ms": string };

const stored = Number(process.env.BENCH_STORED_EVENTS ?? 1_000_000);
const callsARow = 30;
const dataDir = mkdtempSync(path.join(tmpdir(), "lists-bench-"));
chmodSync(dataDir, 0o755);
const postgres = await acquirePostgres({ dataDir });
await migrate(postgres.url);
const db = openDatabase(postgres.url, 4);
const startedAt = performance.now();
const { organizationId, sourceId, rareSourceId, pipelineId, middleId } = await storeHistory(db, stored);
console.log(`${stored} events, runs and deliveries stored in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);

const page = { limit: 50 };
const events = (filter: Parameters<typeof listEvents>[2], more = {}) => () => listEvents(db, organizationId, filter, { ...page, ...more });
const deliveries = (filter: Parameters<typeof listDeliveries>[2], more = {}) => () => listDeliveries(db, organizationId, filter, { ...page, ...more });
const runs = (filter: Omit<Parameters<typeof listRuns>[2], "pipelineId">) => () => listRuns(db, organizationId, { ...filter, pipelineId }, page);
const hour = 3_600_000;

const lists: [string, () => Promise<Listed>][] = [
  ["events", events({})],
  ["events, from the middle", events({}, { cursor: middleId })],
  ["events of a common type", events({ type: "ticket.created" })],
  ["events of a rare type", events({ type: "rare.event" })],
  ["events of an unknown type", events({ type: "never.seen" })],
  ["events of a source", events({ sourceId })],
  ["events of a rare source and a common type", events({ sourceId: rareSourceId, type: "ticket.created" })],
  ["events with a common status", events({ runStatus: "succeeded" })],
  ["events with a rare status", events({ runStatus: "failed" })],
  ["events of an hour", events({ from: new Date(Date.now() - 13 * hour), to: new Date(Date.now() - 12 * hour) })],
  ["events, newer than one", events({ after: middleId })],
  ["events with a common text", events({ text: "enterprise" })],
  ["events with a text that is nowhere", events({ text: "no such words" })],
  ["events, text, type and status", events({ text: "needle", type: "ticket.created", runStatus: "failed" })],
  ["deliveries", deliveries({})],
  ["deliveries that need attention", deliveries({ statuses: ["held", "dead"] })],
  ["deliveries retrying", deliveries({ statuses: ["retrying", "delivering"] })],
  ["deliveries of a pipeline", deliveries({ pipelineId })],
  ["deliveries dead, of a pipeline and kind", deliveries({ statuses: ["dead"], pipelineId, kind: "slack" })],
  ["deliveries of an unknown connection", deliveries({ connectionId: "con_none" })],
  ["deliveries, possibly sent", deliveries({ possiblySent: true })],
  ["runs of a pipeline", runs({})],
  ["runs, failed", runs({ status: "failed" })],
  ["rejections", () => listRejections(db, organizationId, {}, page)],
];

const rows: Row[] = [];
for (const [list, call] of lists) rows.push(await measure(list, call));
console.table(rows);
for (const what of ["first", "second"]) {
  const from = performance.now();
  await activityOf(db, organizationId);
  console.log(`activity of 24 h, ${what} call: ${(performance.now() - from).toFixed(0)} ms`);
}
console.log(`${cpus().length} cores for everything, Node ${process.version}; use cases over Postgres, ${callsARow} calls a row, pages of 50; a filter no index knows answers with what it found in its time`);
await closeDatabase(db);
await postgres.release();
rmSync(dataDir, { recursive: true, force: true });

async function measure(list: string, call: () => Promise<Listed>): Promise<Row> {
  const times: number[] = [];
  let last: Listed = { data: [], next: null };
  for (let i = 0; i < callsARow; i++) {
    const from = performance.now();
    last = await call();
    times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1);
  return { list, rows: last.data.length, scanned: last.scanned ?? "-", "p50 ms": at(0.5), "p95 ms": at(0.95) };
}
