import { z } from "zod";
import type { DestinationAccount, Failure } from "../contract";
import { classifySql, sqlServer } from "./deliver";
import type { PostgresConnection, PostgresTarget } from "./schemas";
import { readTable } from "./table-info";

const tablesMax = 500;

const tablesSql = `
SELECT n.nspname || '.' || c.relname AS table FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND has_table_privilege(c.oid, 'INSERT')
ORDER BY 1 LIMIT ${tablesMax + 1}`;

export const postgresAccount: DestinationAccount<PostgresConnection, PostgresTarget> = {
  async testConnection(connection, { sql }) {
    const outcome = await sql.query(sqlServer(connection), "SELECT current_user::text AS role, current_database()::text AS database", []);
    if (outcome.kind !== "rows") return failure(outcome);
    const [row] = z.array(z.object({ role: z.string(), database: z.string() })).parse(outcome.rows);
    return { ok: true, summary: `${row?.role ?? "?"} in ${row?.database ?? "?"}`, facts: {}, missingScopes: [] };
  },

  /** The tables that the role may insert into. */
  async listTargets(connection, { sql }) {
    const outcome = await sql.query(sqlServer(connection), tablesSql, []);
    if (outcome.kind !== "rows") return failure(outcome);
    const tables = z.array(z.object({ table: z.string() })).parse(outcome.rows).map(({ table }) => table);
    return { ok: true, targets: tables.slice(0, tablesMax).map((table) => ({ target: { table }, label: table, isPrivate: false, isMember: true })), isComplete: tables.length <= tablesMax };
  },

  async listFields(connection, target, { sql }) {
    const info = await readTable(sql, sqlServer(connection), target.table);
    if (info === null) return noTable(target.table);
    return "kind" in info ? failure(info) : { ok: true, fields: info.columns };
  },

  async resolveTarget(connection, target, { sql }) {
    const info = await readTable(sql, sqlServer(connection), target.table);
    if (info === null) return noTable(target.table);
    return "kind" in info ? failure(info) : { ok: true, target: { table: `${info.schema}.${info.table}` } };
  },
};

function noTable(table: string): Failure {
  return { ok: false, code: "no_table", detail: `target.table: the database has no table ${table}, or the role may not see it` };
}

function failure(outcome: Parameters<typeof classifySql>[0]): Failure {
  const told = classifySql(outcome, false);
  return told.status === "delivered" ? { ok: false, code: "unknown", detail: "" } : { ok: false, code: told.code, detail: told.detail };
}
