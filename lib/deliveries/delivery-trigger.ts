import type { Gate } from "./send-gate";

/** The engine trigger of a destination kind's deliveries; each kind has a function of its own, paced its own way. */
export function deliveryTrigger(kind: string): string {
  return `delivery/${kind}.requested`;
}

/** The same name as an SQL expression over a column that holds the kind. */
export function deliveryTriggerSql(kindColumn: string): string {
  return `'delivery/' || ${kindColumn} || '.requested'`;
}

/** What the job of one attempt carries. `lane` stands here too because Inngest's throttle reads its key in the data. */
export type DeliveryJobData = {
  organizationId: string;
  deliveryId: string;
  sequence: number;
  lane: string | null;
  gates: Gate[];
};
