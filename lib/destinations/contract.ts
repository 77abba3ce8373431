import type { z } from "zod";
import type { Json } from "@/lib/durable/contract";
import type { JsonObject, RunContext } from "@/lib/pipeline/context";
import type { HttpOutcome, HttpRequest, Ports } from "@/lib/ports/ports";
import type { Problem } from "@/lib/errors";
import type { FailureEntry } from "./failure-entry";

/** What a destination is: pure, the same in browser, server and test. */
export type DestinationDefinition<
  Kind extends string = string,
  Connection extends z.ZodType = z.ZodType,
  Target extends z.ZodType = z.ZodType,
  Template extends z.ZodType = z.ZodType,
  Config extends z.ZodType = z.ZodType,
> = {
  id: Kind;
  version: number;
  title: string;
  /** What a person gets, one sentence for the list of kinds. */
  summary: string;
  /** What a connection holds, secrets among it (`field.secret`); stored encrypted, never returned. */
  connection: Connection;
  target: Target;
  /** The message templates it takes; `template.mode` tells them apart. */
  template: Template;
  config: Config;
  /** The vendor's caps that `render` keeps; source in a comment beside each. */
  limits: Record<string, number>;
  /** What one target is called, in one word and in several: `channel`, `channels`. Absent where the connection is the address. */
  targetNoun?: { one: string; many: string };
  /** What one field of a target is called, where its account lists them: `column`. */
  fieldNoun?: string;
  /** A target that stands in for previews until one is chosen. */
  anyTarget: z.infer<Target>;
  /** Where it sends to as its own world writes it: `#alerts`. Given what is stored, which may be half filled in; "" where nothing is chosen. */
  describeTarget(target: JsonObject): string;
  /** What goes on the wire, cut to the vendor's caps, or why nothing can. Pure; never throws on data. */
  render(input: RenderInput<z.infer<Template>, z.infer<Config>, z.infer<Target>>): Rendered | RenderRefusal;
  /** One message for many, within the vendor's caps, made of what was rendered of each. Pure. Absent = the kind gathers nothing. */
  renderDigest?(digest: Digest): Json;
  /** How much of the caps a rendered message takes, for the counters under its preview. Absent = none are shown. */
  measure?(message: Json): Measure[];
  /** A template that makes the default message of this event: what a person starts from who changes it. */
  starterTemplate(context: RunContext): z.infer<Template>;
  /** The code of an outcome in words; undefined for one it does not know. */
  explainFailure(code: string): FailureEntry | undefined;
  /** What the distributed engine throttles a lane to; `pace` is asked before each send on both engines. Absent = not at all. */
  throttle?: { limit: number; periodMs: number };
  /** Null lane = unordered and unpaced. Budgets are shared by lanes: a whole bot, a whole workspace. */
  pace(connectionId: string, target: z.infer<Target>): Pace;
  /** What is wrong with a text without refs in a field of that type; null where it may fit. Only for kinds whose account lists fields. */
  checkFieldText?(type: string, text: string): string | null;
  /** What the schemas can't say; paths relative to the destination (`template.text`). */
  check?(destination: { target: z.infer<Target>; template: z.infer<Template> | undefined; config: z.infer<Config> }): Problem[];
  upgrades?: Record<number, (config: Json) => Json>;
};

export type Pace = {
  lane: { key: string; periodMs: number } | null;
  /** At most `limit` sends in `periodMs`, over all processes. */
  budgets: { key: string; limit: number; periodMs: number }[];
};

export function defineDestination<
  Kind extends string, Connection extends z.ZodType, Target extends z.ZodType, Template extends z.ZodType, Config extends z.ZodType,
>(definition: DestinationDefinition<Kind, Connection, Target, Template, Config>) {
  return definition;
}

export type RenderInput<Template, Config, Target> = {
  config: Config;
  target: Target;
  /** Undefined = the kind's default message. */
  template: Template | undefined;
  /** Already this destination's own view: redacted. */
  context: RunContext;
};

/** Most events of a digest that are listed; a message has room for fewer, mostly. */
export const digestEventsMax = 100;

/** `message` is as it was rendered: its values are escaped already. `url` is the event's page. */
export type DigestEvent = { message: Json; url: string };

export type Digest = {
  /** Of all its events, also those that are not listed; 2 at least. */
  count: number;
  /** Unix milliseconds of the first. */
  sinceMs: number;
  /** IANA name, for a moment that the chat can't show in its reader's own. */
  timeZone: string;
  /** The values of the group's key in the destination's own view, not escaped. */
  names: string[];
  /** Oldest first. */
  events: DigestEvent[];
  /** The page that lists them all. */
  listUrl: string;
};

/** `used` of `max` in the unit that `label` names: `characters`, `fields`. */
export type Measure = { label: string; used: number; max: number };

/** `message` is what goes on the wire, as JSON; `cuts` says in words what was cut to fit. */
export type Rendered = { message: Json; cuts: string[] };

/** Refused before sending: the payload can't be made to fit or is not valid. */
export type RenderRefusal = { refused: { code: string; detail: string } };

/** `receipt` is what the earlier delivery of this kind answered. A receipt with `began: true` begins the group anew. */
export type EarlierMessage = { mode: "thread" | "update"; receipt: Json };

export type DeliverInput<Connection, Target, Config> = {
  message: Json;
  connection: Connection;
  target: Target;
  config: Config;
  /** The same on every attempt: receivers dedupe on it. */
  deliveryId: string;
  /** Unix milliseconds of this attempt. */
  nowMs: number;
  /** The message its group began with: to be answered, or replaced. A kind that can't sends it by itself. */
  earlier?: EarlierMessage;
  /** W3C trace context to hand on, if the event came with one. */
  traceparent?: string;
};

/**
 * How one attempt ended. `rejected` is final and `scope` says whose move it is: the template's (payload), the channel's
 * (target), the credential's (connection). `retry` may succeed later; `ambiguous` marks that it may have been sent.
 * `rateLimited` parks the lane and burns no retry. Nothing here ever holds a secret.
 */
export type DeliveryOutcome =
  | { status: "delivered"; receipt: Json }
  | { status: "rejected"; scope: "payload" | "target" | "connection"; code: string; detail: string }
  | { status: "retry"; code: string; detail: string; retryAfterMs?: number; ambiguous?: boolean; rateLimited?: boolean };

/** What an attempt's history shows: no credentials, capped. */
export type AttemptTrace = { request: Json; response: Json | null };

export type DeliveryResult = { outcome: DeliveryOutcome; trace: AttemptTrace };

/** Two pure halves around the guarded HTTP client; most destinations need no more. */
export type HttpDestination<Connection, Target, Config> = {
  buildRequest(input: DeliverInput<Connection, Target, Config>): HttpRequest;
  classifyResponse(outcome: HttpOutcome, nowMs: number): DeliveryOutcome;
};

/** What a deliverer and an account may use of the outside. */
export type DeliveryPorts = Pick<Ports, "http" | "mail" | "sql">;

export type Failure = { ok: false; code: string; detail: string; retryAfterMs?: number };

/** `facts` belong into the connection (a workspace's id and name); `missingScopes` are what the vendor did not grant. */
export type AccountCheck = { ok: true; summary: string; facts: { [name: string]: Json }; missingScopes: string[] } | Failure;

/** One place a message can go, for the picker. */
export type TargetChoice = {
  target: Json;
  label: string;
  isPrivate: boolean;
  /** Whether the connection may post there without being invited first. */
  isMember: boolean;
};

/** `isComplete` is false when the vendor's limits cut the listing short: typing an id still works. */
export type TargetList = { ok: true; targets: TargetChoice[]; isComplete: boolean } | Failure;

/** One field of a target, for the form that fills it: a table's column, a database's property. */
export type TargetField = {
  name: string;
  /** As the vendor writes it: `timestamp with time zone`, `multi_select`. */
  type: string;
  /** Nothing can be sent without a value for it. */
  isRequired: boolean;
  /** No two rows may hold the same value. */
  isUnique: boolean;
  /** May be left empty. */
  isNullable: boolean;
  /** False where the vendor fills it itself, or does not let this connection. */
  isWritable: boolean;
  /** What it is filled with when nothing is sent, as the vendor writes it; null for nothing. */
  default: string | null;
};

export type FieldList = { ok: true; fields: TargetField[] } | Failure;

/** What a connection can tell about itself. Absent functions: the kind has nothing to list, resolve or revoke. */
export type DestinationAccount<Connection, Target> = {
  testConnection(connection: Connection, ports: DeliveryPorts): Promise<AccountCheck>;
  listTargets?(connection: Connection, ports: DeliveryPorts): Promise<TargetList>;
  /** What the target has to be filled in; what a template maps values to with `field.map(…, { keys: "target" })`. */
  listFields?(connection: Connection, target: Target, ports: DeliveryPorts): Promise<FieldList>;
  /** Turns what a person typed (`#alerts`) into what is stored (an id). */
  resolveTarget?(connection: Connection, target: Target, ports: DeliveryPorts): Promise<{ ok: true; target: Target } | Failure>;
  /** Ok also when the credential was already dead. */
  revoke?(connection: Connection, ports: DeliveryPorts): Promise<{ ok: true } | Failure>;
};
