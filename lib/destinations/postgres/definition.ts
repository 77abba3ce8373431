import type { RunContext } from "@/lib/pipeline/context";
import { eventFieldNames, printRef } from "@/lib/pipeline/refs";
import { defineDestination } from "../contract";
import { scalarFields } from "../scalar-fields";
import { explainPostgresFailure } from "./explain-failure";
import { checkFieldText } from "./check-field-text";
import { renderPostgres } from "./render";
import { postgresConfig, postgresConnection, postgresTarget, postgresTemplate, type PostgresTemplate } from "./schemas";

export const postgresDestination = defineDestination({
  id: "postgres",
  version: 1,
  title: "PostgreSQL",
  summary: "Insert a row into a table of yours.",
  connection: postgresConnection,
  target: postgresTarget,
  template: postgresTemplate,
  config: postgresConfig,
  limits: {},
  targetNoun: { one: "table", many: "tables" },
  fieldNoun: "column",
  anyTarget: { table: "public.events" },
  describeTarget: ({ table }) => (typeof table === "string" ? table : ""),
  render: renderPostgres,
  starterTemplate: starterColumns,
  explainFailure: explainPostgresFailure,
  // Rows have no order of their own; the pool's few connections are the pace.
  pace: () => ({ lane: null, budgets: [] }),
  checkFieldText,
  check: ({ template }) => (template !== undefined && Object.keys(template.columns).length === 0 ? [{ path: "template.columns", message: "expected at least one column" }] : []),
});

function starterColumns({ event, fieldOrder }: RunContext): PostgresTemplate {
  const names = scalarFields({ event, fieldOrder }).map(([name]) => name);
  const fields = names.map((name) => [name, printRef({ root: "event", path: eventFieldNames.has(name) ? ["payload", name] : [name] })]);
  return { mode: "columns", columns: Object.fromEntries([["event_id", "$event.id"], ["received_at", "$event.received_at"], ...fields]) };
}
