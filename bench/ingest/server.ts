import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import pg from "pg";
import { createBatchWriter } from "../../lib/adapters/postgres/batch-writer";
import { newId } from "../../lib/ids";
import { openGate } from "../../lib/ingest/gate";
import { handleHotPath } from "../../lib/ingest/http/handle-hot-path";

/** `floor`: what a hand-written server without accounts, checks, keys, pipelines and history would do. */
export type ServerOrder = { kind: "gate" | "floor" | "report"; databaseUrl: string };
export type ServerReport = { port: number; cpuMs: number };

type Answer = (request: IncomingMessage, body: Buffer) => Promise<{ status: number; headers: Record<string, string>; body: string } | null>;

let port = 0;
let close = async () => {};
process.on("message", (order: ServerOrder) => void obey(order));
process.on("disconnect", () => void close().then(() => process.exit()));

async function obey({ kind, databaseUrl }: ServerOrder): Promise<void> {
  if (kind !== "report") port = await start(kind === "gate" ? openGateAnswer(databaseUrl) : openFloorAnswer(databaseUrl));
  const { user, system } = process.cpuUsage();
  process.send?.({ port, cpuMs: (user + system) / 1000 } satisfies ServerReport);
}

function openGateAnswer(databaseUrl: string): Answer {
  const gate = openGate({ databaseUrl, wake: () => {}, onError: (error) => console.error(error) });
  close = () => gate.close();
  return ({ method = "", url = "", headers }, body) => handleHotPath({ method, path: url, headers, body }, gate);
}

function openFloorAnswer(databaseUrl: string): Answer {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 3 });
  close = () => pool.end();
  const writer = createBatchWriter<{ type: string; payload: string }, string>({
    concurrentFlushes: 3,
    flush: async (items) => {
      const ids = items.map(() => newId("event"));
      await pool.query({
        name: "floor",
        text: `INSERT INTO events (id, organization_id, source_id, type, payload, occurred_at)
          SELECT id, 'floor', 'floor', type, payload::jsonb, now() FROM unnest($1::text[], $2::text[], $3::text[]) AS e (id, type, payload)`,
        values: [ids, items.map((item) => item.type), items.map((item) => item.payload)],
      });
      return ids;
    },
  });
  return async (_request, body) => {
    const { type, payload } = JSON.parse(body.toString());
    const id = await writer.write({ type, payload: JSON.stringify(payload) });
    return { status: 202, headers: { "content-type": "application/json" }, body: JSON.stringify({ id }) };
  };
}

function start(answer: Answer): Promise<number> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => void respond(request, response, answer, chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

async function respond(request: IncomingMessage, response: ServerResponse, answer: Answer, body: Buffer): Promise<void> {
  const result = await answer(request, body).catch((error: unknown) => ({ status: 500, headers: {}, body: String(error) }));
  const { status, headers, body: text } = result ?? { status: 404, headers: {}, body: "" };
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(text) });
  response.end(text);
}
