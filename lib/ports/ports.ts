import type { Json } from "@/lib/durable/contract";
import type { JsonObject } from "@/lib/pipeline/context";
import type { Clock } from "./clock";

/** Everything a step or a destination may need from outside. `needs` in a definition names the keys it uses. */
export type Ports = {
  clock: Clock;
  http: HttpPort;
  model: ModelPort;
  cache: CachePort;
  windows: WindowPort;
  entities: EntityPort;
  mail: MailPort;
  sql: SqlPort;
};

export type PortName = keyof Ports;

/** The guarded HTTP client: DNS resolved and pinned, private ranges refused, redirects not followed, body and time capped. */
export type HttpPort = {
  send(request: HttpRequest): Promise<HttpOutcome>;
};

export type HttpRequest = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** From the start of the connection to the last byte of the answer. */
  timeoutMs: number;
  /** Bytes read of the answer at most; the rest is cut and `truncated` set. */
  bodyBytesMax: number;
};

/**
 * Never a throw. `refused`: the guard did not let it out. `unsent`: no byte of the request reached the other side, so a
 * resend is safe. `unknown`: it left and no whole answer came back.
 */
export type HttpOutcome =
  | { kind: "response"; status: number; headers: Record<string, string>; body: string; truncated: boolean; durationMs: number }
  | { kind: "refused"; detail: string }
  | { kind: "unsent"; detail: string }
  | { kind: "unknown"; detail: string };

/** A language model held by the organization. */
export type ModelPort = {
  /**
   * Forces the answer to one of `labels`. Throws UpstreamError when the model can't be reached or answers off the list
   * twice, UserError when the model or its connection does not exist.
   */
  classify(request: ClassifyRequest): Promise<ClassifyAnswer>;
  /** Plain text written by the instructions about the input. Throws as `classify` does; an empty text counts as no answer. */
  write(request: WriteRequest): Promise<WriteAnswer>;
};

export type WriteRequest = {
  organizationId: string;
  /** `<model connection slug or id>/<model name>`. */
  model: string;
  instructions: string;
  /** Already redacted. */
  input: string;
  /** The text is cut behind so many words, at a word's end. */
  wordsMax: number;
};

export type WriteAnswer = { text: string; inputTokens: number; outputTokens: number; latencyMs: number };

export type ClassifyRequest = {
  organizationId: string;
  /** `<model connection slug or id>/<model name>`. */
  model: string;
  prompt: string;
  labels: { name: string; description: string }[];
  /** Already redacted. */
  input: string;
};

export type ClassifyAnswer = { label: string; inputTokens: number; outputTokens: number; latencyMs: number };

/** A cache shared by processes; how long an entry lives may depend on its value. Concurrent calls with one key in one process make one call of `load`. */
export type CachePort = {
  get<T extends Json>(organizationId: string, key: string, ttlMs: number | ((value: T) => number), load: () => Promise<T>): Promise<{ value: T; isHit: boolean }>;
};

/** Places that events take in a window of time: counted over all processes, and remembered through crashes. */
export type WindowPort = {
  /**
   * A place among at most `max` in any `windowMs`. The same ticket always gets the place it has: whoever asks again after
   * a crash counts once. Without room: refused, or with `isPatient` the place at the first moment that has room.
   */
  take(request: WindowRequest): Promise<WindowPlace>;
};

export type WindowRequest = {
  organizationId: string;
  /** What counts together, `pipeline id/step id`. */
  scope: string;
  /** Of any length; stored as a hash. */
  key: string;
  /** Who asks, the same on every replay. */
  ticket: string;
  /** Told to those who are refused. */
  holder: string;
  max: number;
  windowMs: number;
  isPatient: boolean;
};

/** Unix milliseconds. `atMs` may lie ahead when it was asked patiently; `heldBy` took the place that is in the way. */
export type WindowPlace = { kind: "taken"; atMs: number } | { kind: "refused"; heldBy: string; heldAtMs: number };

/** What the organization remembers about its customers, users and other things with an id. */
export type EntityPort = {
  /** Null for an unknown one. */
  find(organizationId: string, kind: string, externalId: string): Promise<JsonObject | null>;
  /**
   * Merges traits one level deep, null takes one away, and answers with all there are then. The same ticket writes once.
   * Throws UserError where they are too many or too large.
   */
  write(organizationId: string, write: { kind: string; externalId: string; traits: JsonObject; ticket: string }): Promise<JsonObject>;
};

/** Mail through a server of the organization's. Its address is checked like any other that is reached. */
export type MailPort = {
  send(server: MailServer, message: MailMessage): Promise<MailOutcome>;
  /** Signs in and leaves. `sent` means that it went well. */
  verify(server: MailServer): Promise<MailOutcome>;
};

export type MailServer = {
  host: string;
  port: number;
  /** `tls` from the first byte, `starttls` before anything is said, `none` in clear. Certificates are always checked. */
  security: "tls" | "starttls" | "none";
  user?: string | undefined;
  password?: string | undefined;
  /** Of the whole conversation. */
  timeoutMs: number;
};

export type MailMessage = {
  from: { name: string; address: string };
  to: string[];
  replyTo?: string | undefined;
  subject: string;
  text: string;
  html: string;
  /** With its angle brackets. */
  messageId: string;
};

/**
 * Never a throw. `rejected`: the server said no, at that stage, so nothing arrived. `unsent`: it was never asked to take
 * the message. `unknown`: the text was on its way and no answer came. `refused`: the guard or the certificate.
 */
export type MailOutcome =
  | { kind: "sent"; accepted: string[]; rejected: { address: string; detail: string }[]; response: string }
  | { kind: "rejected"; stage: "auth" | "sender" | "recipients" | "message"; code: number; detail: string }
  | { kind: "refused"; detail: string }
  | { kind: "unsent"; detail: string }
  | { kind: "unknown"; detail: string };

/** A database of the organization's. Its address is checked like any other that is reached. */
export type SqlPort = {
  /** One statement with parameters, in a transaction of its own. */
  query(server: SqlServer, text: string, values: (string | null)[]): Promise<SqlOutcome>;
};

export type SqlServer = {
  /** `postgres://user:password@host:port/database` */
  url: string;
  /** `verify` checks certificate and name, `require` only encrypts, `off` is in clear. */
  tls: "verify" | "require" | "off";
  /** PEM of the authority that signed the server's certificate; absent = the system's. */
  ca?: string | undefined;
  timeoutMs: number;
};

/** Never a throw. `error` came from the database, so nothing was changed; `unknown`: the statement left and no answer came. */
export type SqlOutcome =
  | { kind: "rows"; rows: JsonObject[]; rowCount: number }
  | { kind: "error"; sqlState: string; detail: string }
  | { kind: "refused"; detail: string }
  | { kind: "unsent"; detail: string }
  | { kind: "unknown"; detail: string };
