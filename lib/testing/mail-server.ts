import type { Socket } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** Where the server says no, and how. `hang` says nothing from the start; `drop` takes the mail and cuts the connection before it says so. */
export type MailFault = { at: "greeting" | "auth" | "sender" | "recipient" | "message"; code: number } | "hang" | "drop";

export type TestMailServer = {
  port: number;
  /** What was taken, in order. */
  mails: { subject: string; text: string; messageId: string; to: string[]; source: string }[];
  /** For as many conversations as faults; then all is well. */
  fail(...faults: MailFault[]): void;
  close(): Promise<void>;
};

/** A real SMTP server on loopback, in clear, for any user and password. */
export async function startMailServer(): Promise<TestMailServer> {
  const mails: TestMailServer["mails"] = [];
  const faults: MailFault[] = [];
  const sockets = new Map<number, Socket>();
  const refusalAt = (place: string) => {
    const [fault] = faults;
    if (typeof fault !== "object" || fault.at !== place) return null;
    faults.shift();
    return Object.assign(new Error("not this one"), { responseCode: fault.code });
  };
  const options: SMTPServerOptions = {
    authOptional: true, disabledCommands: ["STARTTLS"], allowInsecureAuth: true, logger: false, closeTimeout: 10,
    onConnect: (_session, done) => {
      if (faults[0] === "hang") return void faults.shift();
      done(refusalAt("greeting"));
    },
    onAuth: ({ username }, _session, done) => {
      const refusal = refusalAt("auth");
      if (refusal) done(refusal);
      else done(null, { user: username });
    },
    onMailFrom: (_address, _session, done) => done(refusalAt("sender")),
    onRcptTo: (_address, _session, done) => done(refusalAt("recipient")),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const refusal = refusalAt("message");
        if (refusal) return done(refusal);
        const source = Buffer.concat(chunks);
        void simpleParser(source).then(({ subject = "", text = "", messageId = "" }) => {
          mails.push({ subject, text, messageId, source: source.toString("utf8"), to: session.envelope.rcptTo.map(({ address }) => address) });
          if (faults[0] !== "drop") return done(null);
          faults.shift();
          sockets.get(session.remotePort)?.destroy();
        });
      });
    },
  };
  const server = new SMTPServer(options);
  server.on("error", () => {});
  server.server.on("connection", (socket: Socket) => sockets.set(socket.remotePort ?? 0, socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("the mail server has no port");
  return { port: address.port, mails, fail: (...more) => void faults.push(...more), close: () => new Promise((resolve) => server.close(() => resolve())) };
}
