import type { Gate } from "./send-gate";

/** The engine trigger of a destination kind's deliveries; each kind has a function of its own, paced its own way. */
export function deliveryTrigger(kind: string): string {
  return `delivery/${kind}.requested`;
}

/**
 * The columns of a delivery's job, for `enqueueJobsSql(…, { hasPlace: true })`, over rows that have the deliveries' own
 * columns; `carried_by` only where there are digests among them. `due` and `place` are SQL expressions. One at a time in
 * a lane: a slow answer or a 429 must not be overtaken.
 */
export function deliveryJobColumnsSql({ sequence = "sequence", due, place, hasDigests = true }: { sequence?: string; due: string; place: string; hasDigests?: boolean }): string {
  const digest = hasDigests ? ` || (CASE WHEN carried_by IS NULL THEN '{}' ELSE '{"isDigest": true}' END)::jsonb` : "";
  return `'delivery/' || kind || '.requested' AS trigger, id || ':' || ${sequence} AS key,
    jsonb_build_object('organizationId', organization_id, 'deliveryId', id, 'sequence', ${sequence}, 'lane', lane, 'gates', gates)${digest} AS data,
    ${due} AS due, lane, lane_period_ms AS lane_ms, CASE WHEN lane IS NOT NULL THEN 1 END AS lane_max,
    CASE WHEN lane IS NOT NULL THEN ${place} END AS place`;
}

/** What the job of one attempt carries. `lane` stands here too because Inngest's throttle reads its key in the data. */
export type DeliveryJobData = {
  organizationId: string;
  deliveryId: string;
  sequence: number;
  lane: string | null;
  gates: Gate[];
  /** It sends other deliveries with its own. */
  isDigest?: true;
};
