import { connectionFailure, explainVendor, payloadFailure, targetFailure } from "../explain-vendor";
import type { FailureEntry } from "../failure-entry";

/** Of the codes an insert ends with: `sql_<SQLSTATE>` and those of our own. */
export function explainPostgresFailure(code: string): FailureEntry | undefined {
  if (Object.hasOwn(named, code)) return named[code];
  const state = /^sql_(\w{5})$/.exec(code)?.[1];
  if (state === undefined) return explainVendor("The database", code);
  if (/^(22|23|54)/.test(state)) return payloadFailure(`The row does not fit the table (SQLSTATE ${state}).`, "The answer below says which value. Mend the columns, deploy, and send it anew.");
  if (/^(42P01|42703|3F000|42501|42809|55000)/.test(state)) return targetFailure(`The table can't be written to (SQLSTATE ${state}).`, "Give the role INSERT on it, or choose another table; then resume.");
  if (/^(28|3D000|42)/.test(state)) return connectionFailure(`The database does not let the role in (SQLSTATE ${state}).`);
  return { what: `The database could not do it for now (SQLSTATE ${state}).`, move: "receiver", advice: "Whoever runs the database may know why.", actions: ["replay"] };
}

const named: Record<string, FailureEntry> = {
  no_table: targetFailure("The database has no such table, or the role may not see it.", "Make it, or choose another one; then resume."),
  no_column: payloadFailure("The table does not have the columns.", "Correct the columns, deploy, and send it anew."),
  no_columns: payloadFailure("The row has no columns."),
  refused: connectionFailure("The database may not be reached from here, or its certificate does not fit.", "Correct the address and TLS; what is held is then sent."),
};
