import { z } from "zod";
import type { Problem } from "@/lib/errors";
import { redactionModes } from "@/lib/pipeline/context";
import type { RedactionMode } from "@/lib/pipeline/context";
import { field } from "@/lib/schema-form/field";
import { defineStep } from "../contract";
import { detectorNames } from "./detector-names";
import type { DetectorName } from "./detector-names";
import { fieldPath } from "./field-path";
import { phoneRegions } from "./phone-regions";

const modeLabels = { mask: "Mask", hash: "Hash", remove: "Remove", keep: "Keep" };
const mode = (label: string) => field.select({ label }, redactionModes, modeLabels).optional();
const payloadPath = field.text({ label: "Field", placeholder: "customer.email" }, 512);

const columnSchema = field.object(
  { label: "Column" },
  {
    email: mode("Email addresses"),
    phone: mode("Phone numbers"),
    card: mode("Card numbers"),
    iban: mode("IBANs"),
    ip: mode("IP addresses"),
    secret: mode("Keys, tokens, passwords"),
    urlCredentials: mode("Credentials in URLs"),
    nationalId: mode("National ids"),
    name: mode("Names"),
  },
);

export type RedactColumn = Partial<Record<DetectorName, RedactionMode>>;

export const redactPii = defineStep({
  id: "redact.pii",
  version: 1,
  category: "MUT",
  title: "Redact personal data",
  summary: "Takes personal data out of what each destination sees.",
  config: z.strictObject({
    fields: field.list({ label: "Fields", help: "Paths in the payload. Empty: the whole payload is searched." }, payloadPath).optional(),
    columns: field.map(
      { label: "Columns", help: "`default` holds for every destination; a column named as a destination's id for that one." },
      columnSchema,
    ),
    names: field.list({ label: "Fields that hold names", help: "Their values are found in every searched text." }, payloadPath, 50).optional(),
    region: field.select({ label: "Home country", help: "Phone numbers without a country code are read as its numbers.", isAdvanced: true }, phoneRegions).optional(),
  }),
  initial: { columns: { default: { email: "mask", phone: "mask", card: "remove", iban: "remove", ip: "mask", secret: "remove" } } },
  needs: [],
  reads: "raw",
  describe: (config) => describeColumns(config.columns),
  check: (config) => [
    ...checkColumns(config.columns, (config.names ?? []).length > 0),
    ...checkPaths("fields", config.fields ?? []),
    ...checkPaths("names", config.names ?? []),
  ],
});

const shortNames: Record<DetectorName, string> = {
  email: "emails", phone: "phones", card: "cards", iban: "IBANs", ip: "IPs", secret: "secrets", urlCredentials: "URL logins", nationalId: "ids", name: "names",
};

/** `emails, phones, cards + 2 more; archive differs`. */
function describeColumns(columns: Record<string, RedactColumn>): string {
  const active = detectorNames.filter((name) => Object.values(columns).some((column) => column[name] !== undefined && column[name] !== "keep"));
  const shown = active.slice(0, 3).map((name) => shortNames[name]).join(", ");
  const what = active.length === 0 ? "nothing yet" : active.length > 3 ? `${shown} + ${active.length - 3} more` : shown;
  const [first, ...others] = Object.keys(columns).filter((name) => name !== "default");
  if (first === undefined) return what;
  return others.length > 0 ? `${what}; ${others.length + 1} destinations differ` : `${what}; ${first.length > 24 ? "1 destination" : first} differs`;
}

function checkColumns(columns: Record<string, RedactColumn>, hasNames: boolean): Problem[] {
  const fallback = columns.default;
  if (!fallback) return [{ path: "columns.default", message: "expected a mode for each kind of personal data: every destination without a column of its own uses it" }];
  const isAnythingFound = Object.values(columns).some((column) => detectorNames.some((name) => column[name] !== undefined && column[name] !== "keep"));
  const usesNames = Object.values(columns).some((column) => column.name !== undefined && column.name !== "keep");
  return [
    ...(isAnythingFound ? [] : [{ path: "columns.default", message: "expected at least one kind of personal data that is not kept" }]),
    ...(usesNames && !hasNames ? [{ path: "names", message: "expected the fields that hold names, as a column redacts names" }] : []),
    ...(hasNames && !usesNames ? [{ path: "columns.default.name", message: "expected mask, hash or remove, as `names` lists fields" }] : []),
  ];
}

function checkPaths(property: string, paths: string[]): Problem[] {
  return paths.flatMap((path, i) => {
    const parsed = fieldPath(path);
    return "error" in parsed ? [{ path: `${property}[${i}]`, message: parsed.error }] : [];
  });
}
