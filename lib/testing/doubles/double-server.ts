import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export type DoubleRequest = { method: string; path: string; query: URLSearchParams; headers: Record<string, string>; body: unknown };
export type DoubleAnswer = { status: number; headers?: Record<string, string>; body?: unknown };

/** What goes wrong with the next call. `drop` does what was asked and cuts the connection before it answers. */
export type DoubleFault = { answer: DoubleAnswer } | "hang" | "reset" | "drop";

export type DoubleServer = {
  /** Without a trailing slash. */
  url: string;
  /** In the order they came. */
  requests: DoubleRequest[];
  /** For the next `times` calls, one unless given. */
  fail(fault: DoubleFault, times?: number): void;
  close(): Promise<void>;
};

/** A vendor's API on loopback, at a free port unless one is given. `answer` is the vendor; bodies are JSON. */
export async function startDoubleServer(answer: (request: DoubleRequest) => DoubleAnswer, port = 0): Promise<DoubleServer> {
  const requests: DoubleRequest[] = [];
  const faults: DoubleFault[] = [];
  const server = createServer((incoming, outgoing) => {
    void readRequest(incoming).then((request) => {
      requests.push(request);
      const fault = faults.shift();
      if (fault === "hang") return;
      if (fault === "reset") return void incoming.socket.destroy();
      if (typeof fault === "object") return send(outgoing, fault.answer);
      const answered = answer(request);
      if (fault === "drop") return void incoming.socket.destroy();
      send(outgoing, answered);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the double has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    fail: (fault, times = 1) => void faults.push(...Array.from({ length: times }, () => fault)),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readRequest(incoming: IncomingMessage): Promise<DoubleRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const url = new URL(incoming.url ?? "/", "http://double");
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  return { method: incoming.method ?? "", path: url.pathname, query: url.searchParams, headers, body: parsed(Buffer.concat(chunks).toString("utf8")) };
}

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function send(outgoing: ServerResponse, { status, headers = {}, body }: DoubleAnswer): void {
  outgoing.writeHead(status, { "content-type": "application/json", ...headers });
  outgoing.end(body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body));
}

/** So many calls in a window, by key; answers how many milliseconds one call too many has to wait. */
export function callLimit(calls: number, windowMs: number): (key: string) => number {
  const taken = new Map<string, number[]>();
  return (key) => {
    const now = performance.now();
    const recent = (taken.get(key) ?? []).filter((at) => at > now - windowMs);
    const first = recent[0];
    if (recent.length >= calls && first !== undefined) return Math.ceil(first + windowMs - now);
    taken.set(key, [...recent, now]);
    return 0;
  };
}
