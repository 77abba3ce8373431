import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export type RecordedRequest = { method: string; path: string; headers: Record<string, string>; body: string };

/**
 * What the server does with one request. `hang` never answers, `reset` cuts the connection before an answer,
 * `truncate` promises more body than it sends and cuts, `drip` sends a byte at a time without an end.
 */
export type RecordedAnswer =
  | { status: number; headers?: Record<string, string>; body?: string }
  | { fault: "hang" | "reset" | "drip" }
  | { fault: "truncate"; status: number; headers?: Record<string, string>; body: string };

export type RecordingServer = {
  /** Without a trailing slash. */
  url: string;
  port: number;
  /** In the order their bodies arrived. */
  requests: RecordedRequest[];
  /** Connections accepted so far. */
  connectionCount(): number;
  close(): Promise<void>;
};

/** A real HTTP server on loopback that keeps what it was sent and answers as told. */
export async function startRecordingServer({ respond = () => ({ status: 200 }) }: {
  respond?: (request: RecordedRequest) => RecordedAnswer | Promise<RecordedAnswer>;
} = {}): Promise<RecordingServer> {
  const requests: RecordedRequest[] = [];
  let connections = 0;
  const server = createServer((incoming, outgoing) => {
    void read(incoming).then(async (request) => {
      requests.push(request);
      perform(await respond(request), incoming, outgoing);
    });
  });
  server.on("connection", () => connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the recording server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    requests,
    connectionCount: () => connections,
    close: () => new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function read(incoming: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  return { method: incoming.method ?? "", path: incoming.url ?? "", headers, body: Buffer.concat(chunks).toString("utf8") };
}

function perform(answer: RecordedAnswer, incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (!("fault" in answer)) {
    outgoing.writeHead(answer.status, answer.headers).end(answer.body ?? "");
    return;
  }
  switch (answer.fault) {
    case "hang":
      return;
    case "reset":
      incoming.socket.resetAndDestroy();
      return;
    case "truncate":
      outgoing.writeHead(answer.status, { ...answer.headers, "content-length": String(Buffer.byteLength(answer.body) + 100) });
      outgoing.write(answer.body, () => incoming.socket.end());
      return;
    case "drip": {
      outgoing.writeHead(200, { "content-type": "text/plain" });
      const timer = setInterval(() => outgoing.write("."), 5);
      outgoing.on("close", () => clearInterval(timer));
    }
  }
}
