import type pg from "pg";
import { type Prisma } from "@/generated/prisma/client";
import { newId } from "@/lib/ids";

/** Who changes something, and in which organization. */
export type Caller = {
  organizationId: string;
  /** `user:usr_…`, `key:key_…` or `system`. */
  actor: string;
};

export type AuditEntry = {
  /** What happened, `noun.verbed`: `pipeline.deployed`. */
  action: string;
  /** The id of what it happened to. */
  subject: string;
  /** Never a secret. */
  detail?: Prisma.InputJsonObject;
};

/** Written in the transaction of the change itself, so that neither exists without the other. */
export async function writeAuditEntry(tx: Prisma.TransactionClient, caller: Caller, entry: AuditEntry): Promise<void> {
  await tx.auditEntry.create({
    data: { id: newId("audit"), organizationId: caller.organizationId, actor: caller.actor, action: entry.action, subject: entry.subject, detail: entry.detail ?? {} },
  });
}

/** As `writeAuditEntry`, where the change itself is hand-written SQL. */
export async function insertAuditEntry(client: Pick<pg.Pool, "query">, caller: Caller, entry: AuditEntry): Promise<void> {
  await client.query("INSERT INTO audit_entries (id, organization_id, actor, action, subject, detail) VALUES ($1, $2, $3, $4, $5, $6)", [
    newId("audit"), caller.organizationId, caller.actor, entry.action, entry.subject, entry.detail ?? {},
  ]);
}
