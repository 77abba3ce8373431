// Receives the deliveries and, in the same process, sends the events: sockets and bytes, because an HTTP client would
// cost more than what it measures.
import { createServer, type Server } from "node:http";
import { connect } from "node:net";

export type SinkOrder = { port: number; key: string; callers: number; events: number; lone: number };
export type SinkResult = { acknowledgedMs: number; deliveredMs: number; latencies: number[]; lone: number[]; failure: string };

const sentAt = new Map<number, number>();
let latencies: number[] = [];
let onReceived: (number: number) => void = () => {};

createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString("latin1")));
  request.on("end", () => {
    response.writeHead(200, { "content-length": 0 });
    response.end();
    const number = Number(/"number":\s*(\d+)/.exec(body)?.[1]);
    const at = sentAt.get(number);
    if (at === undefined) return;
    sentAt.delete(number);
    latencies.push(performance.now() - at);
    onReceived(number);
  });
}).listen(0, "127.0.0.1", function (this: Server) {
  process.send?.(this.address());
});
process.on("message", (order: SinkOrder) => void run(order).then((result) => process.send?.(result)));
process.on("disconnect", () => process.exit());

let nextNumber = 1;

async function run({ port, key, callers, events, lone }: SinkOrder): Promise<SinkResult> {
  latencies = [];
  let failure = "";
  let left = events;
  let outstanding = events;
  const allReceived = new Promise<void>((resolve) => {
    onReceived = () => {
      if (--outstanding === 0) resolve();
    };
  });
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: callers }, () => caller(port, key, () => left-- > 0, (answer) => (failure ||= answer))),
  );
  const acknowledgedMs = performance.now() - startedAt;
  if (failure === "") await allReceived;
  const result: SinkResult = { acknowledgedMs, deliveredMs: performance.now() - startedAt, latencies, lone: [], failure };
  for (let i = 0; i < lone && failure === ""; i++) result.lone.push(await sendLone(port, key));
  return result;
}

async function sendLone(port: number, key: string): Promise<number> {
  latencies = [];
  const received = new Promise<void>((resolve) => (onReceived = () => resolve()));
  let isFirst = true;
  await caller(port, key, () => isFirst && !(isFirst = false), () => {});
  await received;
  // The next one must find an idle system.
  await new Promise((resolve) => setTimeout(resolve, 20));
  return latencies[0] ?? NaN;
}

/** A kept connection; the next request after the answer, while `more` says so. */
function caller(port: number, key: string, more: () => boolean, onFailure: (answer: string) => void): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let received = "";
    const send = () => {
      if (!more()) {
        socket.end();
        return resolve();
      }
      const number = nextNumber++;
      sentAt.set(number, performance.now());
      const body = `{"type":"ticket.created","payload":{"number":${number},"subject":"Checkout is down","body":"Every customer sees an error since the release; write to jane@example.com","plan":"enterprise","amount":4200}}`;
      socket.write(
        `POST /v1/ingest HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    };
    socket.on("connect", send);
    socket.on("error", (error) => (onFailure(String(error)), resolve()));
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      const headEnd = received.indexOf("\r\n\r\n");
      if (headEnd < 0 || received.length < headEnd + 4 + Number(/content-length: (\d+)/i.exec(received)?.[1])) return;
      if (!received.startsWith("HTTP/1.1 202")) onFailure(received.slice(0, 400));
      received = "";
      send();
    });
  });
}
