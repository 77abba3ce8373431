import { z } from "zod";
import { field } from "@/lib/schema-form/field";

const name = /^[^\u0000-\u001f]{1,63}$/;
const tablePattern = /^(?:[^\s."]{1,63}\.)?[^\s."]{1,63}$/;

export const postgresConnection = z.strictObject({
  url: field.secret(
    { label: "Connection string", placeholder: "postgres://writer:password@db.example.com:5432/app", help: "Of a role that may INSERT into the tables and SELECT their unique columns, and nothing else." },
    z.string().max(2000).regex(/^postgres(?:ql)?:\/\/[^\s/@]+@[^\s/?#]+\/[^\s/?#]+$/, "expected postgres://user:password@host:port/database without further parameters").refine((url) => URL.canParse(url), "expected a URL"),
  ),
  tls: field.select({ label: "TLS" }, ["verify", "require", "off"], { verify: "Check the certificate", require: "Encrypt only", off: "Off" }).default("verify"),
  ca: field.longText({ label: "Certificate authority (PEM)", help: "Where the server's certificate is signed by your own.", isAdvanced: true }, 20_000).optional(),
  timeoutMs: field.number({ label: "Time limit of a statement, ms", help: "5,000 unless given.", isAdvanced: true }, z.number().int().min(100).max(30_000)).optional(),
});

export const postgresTarget = z.strictObject({
  table: field.text({ label: "Table", placeholder: "public.events" }, 130).regex(tablePattern, "expected a table's name, with its schema before a dot where it is not public"),
});

export const postgresTemplate = z.strictObject({
  mode: field.select({ label: "Row" }, ["columns"], { columns: "Columns" }),
  columns: field
    .map({ label: "Columns", keys: "target", help: "What goes into each column. Exactly one ref keeps the value's type; map a unique column to $event.id, and no event is ever there twice." }, field.template({ label: "Value" }, 10_000))
    .refine((columns) => Object.keys(columns).every((column) => name.test(column)), "expected columns' names of at most 63 characters"),
});

export const postgresConfig = z.strictObject({});

export type PostgresConnection = z.infer<typeof postgresConnection>;
export type PostgresTarget = z.infer<typeof postgresTarget>;
export type PostgresTemplate = z.infer<typeof postgresTemplate>;
export type PostgresConfig = z.infer<typeof postgresConfig>;
