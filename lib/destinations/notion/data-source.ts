import { z } from "zod";
import type { HttpPort } from "@/lib/ports/ports";
import { readNotion, type NotionFailure } from "./api";
import type { NotionConnection } from "./schemas";

export type DataSource = { id: string; properties: { name: string; type: string }[] };

const sourceSchema = z.looseObject({ id: z.string(), properties: z.record(z.string(), z.looseObject({ type: z.string() })) });

const keptMs = 60_000;
const known = new WeakMap<HttpPort, Map<string, { until: number; source: DataSource }>>();

/** A data source's properties, remembered for a minute: each look is one of three requests a second. */
export async function dataSourceOf(connection: NotionConnection, id: string, http: HttpPort, nowMs: number): Promise<{ ok: true; value: DataSource } | { ok: false; failure: NotionFailure }> {
  const sources = known.get(http) ?? new Map<string, { until: number; source: DataSource }>();
  known.set(http, sources);
  const key = `${connection.apiBaseUrl ?? ""} ${connection.token} ${id}`;
  const found = sources.get(key);
  if (found && found.until > nowMs) return { ok: true, value: found.source };
  const answer = await readDataSource(connection, id, http, nowMs);
  if (!answer.ok) return answer;
  if (sources.size > 1000) sources.clear();
  sources.set(key, { until: nowMs + keptMs, source: answer.value });
  return answer;
}

/** As it is now. */
export async function readDataSource(connection: NotionConnection, id: string, http: HttpPort, nowMs: number): Promise<{ ok: true; value: DataSource } | { ok: false; failure: NotionFailure }> {
  const answer = await readNotion(connection, http, { method: "GET", path: `/v1/data_sources/${id}` }, sourceSchema, nowMs);
  if (!answer.ok) return answer;
  return { ok: true, value: { id: answer.value.id, properties: Object.entries(answer.value.properties).map(([name, { type }]) => ({ name, type })) } };
}

/** After a refusal the properties may be others than those remembered. */
export function forgetDataSources(http: HttpPort): void {
  known.delete(http);
}
