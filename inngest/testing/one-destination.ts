import { expect } from "vitest";
import type { DestinationKind } from "@/lib/destinations/catalog";
import type { JsonObject } from "@/lib/pipeline/context";
import type { Installation } from "./installation";

type Place = {
  kind: DestinationKind;
  config: unknown;
  target: JsonObject;
  template?: JsonObject;
  /** Resend unless given. */
  onAmbiguous?: "resend" | "hold";
};

export type DeliveryRow = { id: string; status: string; code: string | null; possibly_sent: boolean; attempts: number };

let pipelines = 0;

/** A pipeline of its own with that one destination. Its events' `n` is a text that no other pipeline's has. */
export async function deployOneDestination(installation: Installation, { kind, config, target, template = { mode: "message", title: "$event.n" }, onAmbiguous = "resend" }: Place) {
  const slug = `faults-${(pipelines += 1)}`;
  const connection = await installation.connect(kind, config);
  const pipelineId = await installation.deploy({
    version: 1, slug, name: slug, sources: [{ source: "default", match: slug }], steps: [],
    destinations: [{ id: "there", kind, connection, target, template, onAmbiguous, config: {} }],
  });
  const { pool } = installation.db;
  const rows = async () => (await pool.query<DeliveryRow>("SELECT id, status, code, possibly_sent, attempts FROM deliveries WHERE pipeline_id = $1 ORDER BY id", [pipelineId])).rows;
  return {
    connection, pipelineId, rows,
    send: (...numbers: number[]) => installation.send(numbers.map((n) => ({ type: slug, payload: { n: `${slug}/${n}` } }))),
    texts: (...numbers: number[]) => numbers.map((n) => `${slug}/${n}`),
    until: (statuses: string[]) => expect.poll(async () => (await rows()).map(({ status }) => status), { timeout: 40_000 }).toEqual(statuses),
    /** The next tries come now, as if their time had passed. */
    async hasten() {
      await pool.query("UPDATE engine.jobs SET due = now() WHERE state = 0 AND key LIKE ANY (SELECT id || ':%' FROM deliveries WHERE pipeline_id = $1)", [pipelineId]);
      installation.wake();
    },
  };
}
