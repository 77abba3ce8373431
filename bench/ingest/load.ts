import { connect, type Socket } from "node:net";

export type LoadOrder = { port: number; key: string; callers: number; eventsACall: number; hasKey: boolean; seconds: number };
export type LoadResult = { calls: number; failed: number; failure: string; seconds: number; p50Ms: number; p99Ms: number };

// Sockets and bytes: an HTTP client would cost more than the server it measures.
process.on("message", (order: LoadOrder) => void run(order).then((result) => process.send?.(result)));
process.on("disconnect", () => process.exit());

let nextKey = Date.now();

async function run(order: LoadOrder): Promise<LoadResult> {
  const latencies: number[] = [];
  const result: LoadResult = { calls: 0, failed: 0, failure: "", seconds: 0, p50Ms: 0, p99Ms: 0 };
  const startedAt = performance.now();
  const until = startedAt + order.seconds * 1000;
  await Promise.all(Array.from({ length: order.callers }, () => call(order, until, latencies, result)));
  result.seconds = (performance.now() - startedAt) / 1000;
  result.calls = latencies.length;
  latencies.sort((a, b) => a - b);
  result.p50Ms = latencies[Math.floor(latencies.length * 0.5)] ?? 0;
  result.p99Ms = latencies[Math.floor(latencies.length * 0.99)] ?? 0;
  return result;
}

/** One caller: a kept connection, the next request after the answer. */
function call(order: LoadOrder, until: number, latencies: number[], result: LoadResult): Promise<void> {
  return new Promise((resolve) => {
    const socket: Socket = connect({ port: order.port, host: "127.0.0.1", noDelay: true });
    let sentAt = 0;
    let received = "";
    const send = () => {
      sentAt = performance.now();
      socket.write(requestText(order));
    };
    socket.on("connect", send);
    socket.on("error", (error) => {
      result.failed++;
      result.failure = String(error);
      resolve();
    });
    socket.on("data", (chunk) => {
      received = received === "" ? chunk.toString("latin1") : received + chunk.toString("latin1");
      const headEnd = received.indexOf("\r\n\r\n");
      if (headEnd < 0) return;
      const bodyBytes = Number(/content-length: (\d+)/i.exec(received)?.[1]);
      if (received.length < headEnd + 4 + bodyBytes) return;
      if (received.startsWith("HTTP/1.1 202")) latencies.push(performance.now() - sentAt);
      else {
        result.failed++;
        result.failure = received.slice(0, 500);
      }
      received = "";
      if (performance.now() < until) return send();
      socket.end();
      resolve();
    });
  });
}

const text = "Checkout fails with a 500 for every customer since the release this morning; we are losing orders and need help at once.";

function requestText({ key, eventsACall, hasKey }: LoadOrder): string {
  const body = eventsACall === 1 ? eventText(hasKey) : `{"events":[${Array.from({ length: eventsACall }, () => eventText(hasKey)).join(",")}]}`;
  return (
    `POST /v1/ingest HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\n` +
    `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

function eventText(hasKey: boolean): string {
  const number = nextKey++;
  const idempotencyKey = hasKey ? `,"idempotencyKey":"bench-${number}"` : "";
  return (
    `{"type":"ticket.created","payload":{"id":${number},"subject":"Checkout is down","body":"${text}",` +
    `"customer":{"email":"jane@example.com","plan":"enterprise","seats":120},"tags":["billing","checkout"],"vip":true}${idempotencyKey}}`
  );
}
