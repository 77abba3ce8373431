import { createHmac } from "node:crypto";
import type { z } from "zod";
import type { Json } from "@/lib/durable/contract";
import { UserError } from "@/lib/errors";
import type { RedactionFinding, RedactionMode } from "@/lib/pipeline/context";
import type { StepExecutor } from "../contract";
import type { RedactColumn, redactPii } from "./definition";
import { detectorNames } from "./detector-names";
import type { DetectorName } from "./detector-names";
import { fieldPath } from "./field-path";
import { personalDataFinder, type PersonalDataFinder } from "./find-personal-data";
import { pathsIn, scanJson } from "./scan-json";
import type { Path } from "./scan-json";

type Digest = (detector: DetectorName, canonical: string) => string;
type Config = z.infer<typeof redactPii.config>;

export const executeRedactPii: StepExecutor<typeof redactPii> = ({ config, context, organizationHashKey, stepKey }) => {
  const { columns, active, hashed, fields, names, finderFor } = compile(config);
  const payload = context.event.payload;
  const find = finderFor(payload);
  const findings: RedactionFinding[] = [];
  const digest: Digest = (detector, canonical) => (hashed.has(detector) ? createHmac("sha256", organizationHashKey).update(canonical).digest("hex") : "");
  const visitIn = (root: RedactionFinding["root"]) => (text: string, path: Path, key: string, isKey: boolean) => {
    for (const { start, end, detector, canonical } of find(text, key)) {
      findings.push({ root, path, start, end, detector, hash: digest(detector, canonical), ...(isKey ? { isKey } : {}) });
    }
  };
  for (const place of scannedPlaces(payload, fields)) scanJson(place.value, place.path, visitIn("payload"));
  if (active.has("name")) findings.push(...wholeNames(payload, names, digest));
  for (const [name, value] of Object.entries(context.values)) {
    // What a transform made is rendered again for each view, from what this plan leaves of the event.
    if (name !== "output") scanJson(value, [name], visitIn("values"));
  }
  const { idempotency_key } = context.event.meta;
  if (idempotency_key !== null) visitIn("meta")(idempotency_key, ["idempotency_key"], "", false);
  const stepId = stepKey.slice(stepKey.lastIndexOf("/") + 1);
  return { kind: "continue", patch: { redaction: { stepId, findings, columns } }, facts: countByDetector(findings) };
};

type Compiled = {
  /** Every column names every detector. */
  columns: Record<string, Record<DetectorName, RedactionMode>>;
  /** Those that some column does not keep. */
  active: Set<DetectorName>;
  hashed: Set<DetectorName>;
  fields: Path[];
  names: Path[];
  /** Looks for the names that stand in the payload, where the config says which fields hold one. */
  finderFor(payload: Json): PersonalDataFinder;
};

/** A run's steps share one parsed config: what is derived from it is derived once. */
const compiled = new WeakMap<Config, Compiled>();

function compile(config: Config): Compiled {
  const known = compiled.get(config);
  if (known) return known;
  const fallback = config.columns.default;
  if (!fallback) throw new UserError("invalid_definition", "columns.default: expected a mode for each kind of personal data");
  const columns = Object.fromEntries(Object.entries(config.columns).map(([name, column]) => [name, resolveColumn(column, fallback)]));
  const using = (isUsed: (mode: RedactionMode) => boolean) => new Set(detectorNames.filter((name) => Object.values(columns).some((column) => isUsed(column[name]))));
  const active = using((mode) => mode !== "keep");
  const names = (config.names ?? []).map(parsedPath);
  const finderOf = (found: string[]) => personalDataFinder(active, { region: config.region ?? "US", names: found });
  const nameless = finderOf([]);
  const result = {
    columns,
    active,
    hashed: using((mode) => mode === "hash"),
    fields: (config.fields ?? []).map(parsedPath),
    names,
    finderFor: (payload: Json) => (names.length === 0 ? nameless : finderOf(namesIn(payload, names))),
  };
  compiled.set(config, result);
  return result;
}

function parsedPath(text: string): Path {
  const parsed = fieldPath(text);
  if ("error" in parsed) throw new UserError("invalid_definition", parsed.error);
  return parsed.path;
}

function resolveColumn(column: RedactColumn, fallback: RedactColumn): Record<DetectorName, RedactionMode> {
  const mode = (name: DetectorName): RedactionMode => column[name] ?? fallback[name] ?? "keep";
  return {
    email: mode("email"), phone: mode("phone"), card: mode("card"), iban: mode("iban"), ip: mode("ip"), secret: mode("secret"),
    urlCredentials: mode("urlCredentials"), nationalId: mode("nationalId"), name: mode("name"),
  };
}

type Place = { path: Path; value: Json };

function scannedPlaces(payload: Json, fields: Path[]): Place[] {
  if (fields.length === 0) return [{ path: [], value: payload }];
  return outermost(fields.flatMap((field) => pathsIn(payload, field)));
}

/** A field inside another chosen field would be searched twice. */
function outermost(places: Place[]): Place[] {
  if (places.length < 2) return places;
  const byPath = new Map(places.map((place) => [JSON.stringify(place.path), place]));
  return [...byPath.values()].filter(({ path }) => !path.some((_, length) => byPath.has(JSON.stringify(path.slice(0, length)))));
}

function namesIn(payload: Json, fields: Path[]): string[] {
  const names: string[] = [];
  scanNames(payload, fields, (text) => names.push(text));
  return names;
}

/** A field that holds a name is one from end to end, whatever its script or case. */
function wholeNames(payload: Json, fields: Path[], digest: Digest): RedactionFinding[] {
  const findings: RedactionFinding[] = [];
  scanNames(payload, fields, (text, path) => {
    if (text === "") return;
    findings.push({ root: "payload", path, start: 0, end: text.length, detector: "name", hash: digest("name", text.toLowerCase()) });
  });
  return findings;
}

function scanNames(payload: Json, fields: Path[], visit: (text: string, path: Path) => void): void {
  if (fields.length === 0) return;
  for (const place of outermost(fields.flatMap((field) => pathsIn(payload, field)))) {
    scanJson(place.value, place.path, (text, path, _key, isKey) => {
      if (!isKey) visit(text, path);
    });
  }
}

function countByDetector(findings: RedactionFinding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { detector } of findings) counts[detector] = (counts[detector] ?? 0) + 1;
  return counts;
}
