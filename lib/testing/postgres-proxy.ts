import { connect, createServer, type Socket } from "node:net";

export type PostgresProxy = {
  port: number;
  /** The next statement with this in its text is done, and the connection cut before its client hears of it. */
  loseAnswerTo(text: string): void;
  close(): Promise<void>;
};

/** Stands between a client in clear and the server at this port on loopback. */
export async function startPostgresProxy(serverPort: number): Promise<PostgresProxy> {
  const sockets = new Set<Socket>();
  let wanted: string | null = null;
  const proxy = createServer((client) => {
    const server = connect(serverPort, "127.0.0.1");
    let isLost = false;
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => (client.destroy(), server.destroy(), sockets.delete(socket)));
    }
    client.on("data", (chunk) => {
      if (wanted !== null && chunk.includes(wanted)) [wanted, isLost] = [null, true];
      server.write(chunk);
    });
    server.on("data", (chunk) => {
      if (!isLost) client.write(chunk);
      else if (chunk.subarray(-readyForQuery.length).equals(readyForQuery)) client.destroy();
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const address = proxy.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    port: address.port,
    loseAnswerTo: (text) => {
      wanted = text;
    },
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** What the server says once a statement is done and committed: postgresql.org/docs, protocol-message-formats. */
const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
