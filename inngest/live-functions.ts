import { systemMail } from "@/lib/adapters/smtp/system-mail";
import { openConnection } from "@/lib/connections/open-connection";
import type { Database } from "@/lib/db";
import { createDeliver } from "@/lib/deliveries/deliver";
import { replayJobs } from "@/lib/deliveries/replay-deliveries";
import { createReviveDelivery } from "@/lib/deliveries/revive-delivery";
import type { DurableFunction } from "@/lib/durable/contract";
import { reserveJobs, wakeEngine } from "@/lib/engine";
import { importJobs } from "@/lib/entities/import-entities";
import { livePorts } from "@/lib/live-ports";
import { announceChange } from "@/lib/live/announce-change";
import { createTellFailure } from "@/lib/notices/tell-failure";
import { createExecuteRun, createFailRun } from "@/lib/runs/execute-run";
import { createFinishRun } from "@/lib/runs/finish-run";
import { createLoadRun } from "@/lib/runs/load-run";
import { createLoadFieldOrder } from "@/lib/runs/load-field-order";
import { createLoadVersion } from "@/lib/runs/load-version";
import { createFunctions } from "./functions";

export type FunctionsOptions = {
  db: Database;
  /** For links in messages to the dashboard; no trailing slash. */
  publicUrl: string;
};

/** The product's functions over this process's database and network. */
export function liveFunctions({ db, publicUrl }: FunctionsOptions): DurableFunction[] {
  const ports = livePorts(db);
  const { clock } = ports;
  const loadRun = createLoadRun(db.history, publicUrl);
  const finishRun = createFinishRun(db.history, { wake: wakeEngine, reserve: reserveJobs });
  return createFunctions({
    executeRun: createExecuteRun({ loadRun, loadVersion: createLoadVersion(db), loadFieldOrder: createLoadFieldOrder(db), finishRun, ports, clock }),
    failRun: createFailRun({ loadRun, finishRun, clock }),
    deliver: createDeliver({
      pool: db.history,
      clock,
      ports,
      publicUrl,
      openConnection: (organizationId, connectionId, revision) => openConnection(db, organizationId, connectionId, revision),
      wake: wakeEngine,
    }),
    reviveDelivery: createReviveDelivery(db.pool, wakeEngine),
    tellFailure: createTellFailure({
      db, clock, ports, publicUrl,
      openConnection: (organizationId, connectionId) => openConnection(db, organizationId, connectionId),
      systemMail: systemMail(),
      announce: (organizationId) => announceChange(organizationId, "organization"),
    }),
    batchJobs: [replayJobs(db, wakeEngine), importJobs(db)],
  });
}
