import { systemMail } from "@/lib/adapters/smtp/system-mail";
import { openConnection } from "@/lib/connections/open-connection";
import type { Database } from "@/lib/db";
import type { DurableFunction } from "@/lib/durable/contract";
import { reserveJobs, wakeEngine } from "@/lib/engine";
import { livePorts } from "@/lib/live-ports";
import { announceChange } from "@/lib/live/announce-change";
import { productFunctions } from "./product-functions";

export type FunctionsOptions = {
  db: Database;
  /** For links in messages to the dashboard; no trailing slash. */
  publicUrl: string;
};

/** The product's functions over this process's database and network. */
export function liveFunctions({ db, publicUrl }: FunctionsOptions): DurableFunction[] {
  return productFunctions({
    db, publicUrl,
    history: db.history,
    ports: livePorts(db),
    engine: { wake: wakeEngine, reserve: reserveJobs },
    openConnection: (organizationId, connectionId, revision) => openConnection(db, organizationId, connectionId, revision),
    systemMail: systemMail(),
    announceNotice: (organizationId) => announceChange(organizationId, "organization"),
  });
}
