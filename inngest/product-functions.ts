import type pg from "pg";
import type { SystemMail } from "@/lib/adapters/smtp/system-mail";
import type { Database } from "@/lib/db";
import { createDeliver } from "@/lib/deliveries/deliver";
import { replayJobs } from "@/lib/deliveries/replay-deliveries";
import { createReviveDelivery } from "@/lib/deliveries/revive-delivery";
import { createSendAtOnce } from "@/lib/deliveries/send-at-once";
import { createTransmit } from "@/lib/deliveries/transmit";
import type { DurableFunction } from "@/lib/durable/contract";
import { importJobs } from "@/lib/entities/import-entities";
import { createTellFailure } from "@/lib/notices/tell-failure";
import type { Ports } from "@/lib/ports/ports";
import { createExecuteRun, createFailRun } from "@/lib/runs/execute-run";
import { createRunWriter, type FinishRunEngine } from "@/lib/runs/finish-run";
import { createLoadRun } from "@/lib/runs/load-run";
import { createLoadFieldOrder } from "@/lib/runs/load-field-order";
import { createLoadVersion } from "@/lib/runs/load-version";
import { createFunctions } from "./functions";

export type ProductDependencies = {
  db: Database;
  /** For the statements that write history. */
  history: pg.Pool;
  ports: Ports;
  engine: FinishRunEngine;
  /** The connection's decrypted config at that revision or a later one; null when it was deleted. */
  openConnection(organizationId: string, connectionId: string, revision?: number): unknown;
  /** For links in messages to the dashboard; no trailing slash. */
  publicUrl: string;
  systemMail: SystemMail | null;
  /** A change of what the dashboard shows of failure notices. */
  announceNotice(organizationId: string): void;
};

/** Every durable function with the product behind it. */
export function productFunctions({ db, history, ports, engine, openConnection, publicUrl, systemMail, announceNotice }: ProductDependencies): DurableFunction[] {
  const { clock } = ports;
  const wake = () => engine.wake("any");
  const loadRun = createLoadRun(history, publicUrl);
  const { finishRun, endJob } = createRunWriter(history, engine);
  const transmit = createTransmit({ pool: history, clock, ports, openConnection });
  return createFunctions({
    executeRun: createExecuteRun({
      loadRun, loadVersion: createLoadVersion(db), loadFieldOrder: createLoadFieldOrder(db), finishRun, sendAtOnce: createSendAtOnce(transmit), ports, clock,
    }),
    endJob,
    failRun: createFailRun({ loadRun, finishRun, clock }),
    deliver: createDeliver({ pool: history, transmit, publicUrl, wake }),
    reviveDelivery: createReviveDelivery(db.pool, wake),
    tellFailure: createTellFailure({ db, clock, ports, publicUrl, openConnection, systemMail, announce: announceNotice }),
    batchJobs: [replayJobs(db, wake), importJobs(db)],
  });
}
