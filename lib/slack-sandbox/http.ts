/** One HTTP request as plain data; whoever mounts the sandbox translates. */
export type SandboxRequest = {
  method: string;
  /** Below the mount: `/api/chat.postMessage`, `/oauth/v2/authorize`. */
  path: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  body: Buffer;
};

export type SandboxResponse = {
  kind: "response";
  status: number;
  headers: Record<string, string>;
  body: string;
};

/** `hang`: never answer. `drop`: cut the connection without an answer. */
export type SandboxReply = SandboxResponse | { kind: "hang" } | { kind: "drop" };
