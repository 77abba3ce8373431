import type { Json } from "@/lib/durable/contract";
import type { SqlOutcome, SqlServer } from "@/lib/ports/ports";
import type { DeliverInput, DeliveryOutcome, DeliveryPorts, DeliveryResult } from "../contract";
import { insertStatement } from "./insert-statement";
import { postgresMessage } from "./message";
import type { PostgresConfig, PostgresConnection, PostgresTarget } from "./schemas";
import { readTable } from "./table-info";

const timeoutMsDefault = 5000;
const shownMax = 4000;

export function sqlServer({ url, tls, ca, timeoutMs = timeoutMsDefault }: PostgresConnection): SqlServer {
  return { url, tls, ca, timeoutMs };
}

/** Never DDL: one INSERT into a table that is there. The table is looked at each time, for it may change at any. */
export async function deliverPostgres({ message, connection, target }: DeliverInput<PostgresConnection, PostgresTarget, PostgresConfig>, { sql }: DeliveryPorts): Promise<DeliveryResult> {
  const row = postgresMessage.parse(message);
  const server = sqlServer(connection);
  const result = (outcome: DeliveryOutcome, request: Json, response: Json | null): DeliveryResult => ({ outcome, trace: { request, response } });
  const info = await readTable(sql, server, target.table);
  if (info === null) return result({ status: "rejected", scope: "target", code: "no_table", detail: `the database has no table ${target.table}, or the role may not see it` }, { table: target.table }, null);
  if ("kind" in info) return result(classifySql(info, false), { table: target.table }, responseOf(info));
  const insert = insertStatement(info, row);
  if ("problem" in insert) return result({ status: "rejected", scope: row.isOpen ? "target" : "payload", code: "no_column", detail: insert.problem }, { table: target.table }, null);
  const outcome = await sql.query(server, insert.text, insert.values);
  const request = { statement: insert.text, values: insert.values.map((value) => (value === null ? null : value.slice(0, shownMax))) };
  if (outcome.kind !== "rows") return result(classifySql(outcome, true), request, responseOf(outcome));
  const isThere = outcome.rowCount === 0;
  return result({ status: "delivered", receipt: { table: target.table, inserted: !isThere, ...(isThere ? { note: "the event was there already" } : {}) } }, request, { rows: outcome.rowCount });
}

/** By SQLSTATE (postgresql.org/docs, appendix A): its first two characters are the class. */
export function classifySql(outcome: Exclude<SqlOutcome, { kind: "rows" }>, isInsert: boolean): DeliveryOutcome {
  const { detail } = outcome;
  if (outcome.kind === "refused") return { status: "rejected", scope: "connection", code: "refused", detail };
  if (outcome.kind === "unsent") return { status: "retry", code: "unsent", detail };
  if (outcome.kind === "unknown") return { status: "retry", code: "unknown", detail, ...(isInsert ? { ambiguous: true } : {}) };
  const { sqlState } = outcome;
  const code = `sql_${sqlState}`;
  const told = `${detail} (SQLSTATE ${sqlState})`;
  if (/^(22|23|54)/.test(sqlState)) return { status: "rejected", scope: "payload", code, detail: told };
  if (/^(42P01|42703|3F000|42501|42809|55000)/.test(sqlState)) return { status: "rejected", scope: "target", code, detail: told };
  if (/^(28|3D000|42)/.test(sqlState)) return { status: "rejected", scope: "connection", code, detail: told };
  // Overload, locks, serialization, shutdown, a time limit: another try may go through, and nothing was written.
  return { status: "retry", code, detail: told };
}

function responseOf(outcome: Exclude<SqlOutcome, { kind: "rows" }>): Json | null {
  return outcome.kind === "error" ? { sqlState: outcome.sqlState, message: outcome.detail } : null;
}
