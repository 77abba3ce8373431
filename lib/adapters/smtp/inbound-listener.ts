import type { AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import { simpleParser, type AddressObject, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";
import { mailboxAt } from "@/lib/email-sources/email-address";
import { mayWriteTo, takeMail, type InboundMail, type MailVerdict } from "@/lib/email-sources/take-mail";
import type { Gate } from "@/lib/ingest/gate";

export type InboundListener = { port: number; close(): Promise<void> };

export type InboundOptions = {
  port: number;
  host: string;
  /** Mail to any other is refused: this is no relay. */
  domain: string;
  gate: () => Gate;
  onError: (error: unknown) => void;
};

const mailBytesMax = 10 * 1024 * 1024;

/**
 * Takes mail to the sources' addresses. A mail is accepted once its event is stored; what a later try may mend (a limit,
 * a pause, a database that is away) is refused for now, so that the sending server keeps it and comes again.
 */
export async function startInboundListener({ port, host, domain, gate, onError }: InboundOptions): Promise<InboundListener> {
  const server = new SMTPServer({
    name: domain,
    size: mailBytesMax,
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    maxClients: 100,
    socketTimeout: 60_000,
    closeTimeout: 5_000,
    logger: false,
    onRcptTo({ address }, { envelope }, callback) {
      const sender = envelope.mailFrom ? envelope.mailFrom.address : "";
      void checkRecipient(address, sender, domain, gate()).then((problem) => callback(problem), (error: unknown) => callback(temporary(error, onError)));
    },
    onData(stream, { envelope }, callback) {
      const recipients = envelope.rcptTo.map(({ address }) => address);
      void receive(stream, recipients, domain, gate()).then((problem) => callback(problem), (error: unknown) => callback(temporary(error, onError)));
    },
  });
  server.on("error", onError);
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, host, () => {
      server.server.off("error", reject);
      resolve();
    });
  });
  return { port: (server.server.address() as AddressInfo).port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function checkRecipient(address: string, sender: string, domain: string, gate: Gate): Promise<Error | null> {
  const mailbox = mailboxAt(address, domain);
  const allowed = mailbox === null ? null : await mayWriteTo(mailbox, sender, gate);
  if (allowed === null) return smtpError(550, "There is no such address here");
  return allowed ? null : smtpError(550, "This address takes no mail from your domain");
}

async function receive(stream: Readable & { sizeExceeded?: boolean }, recipients: string[], domain: string, gate: Gate): Promise<Error | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Read to the end either way: a stream that is not would hold its connection.
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= mailBytesMax) chunks.push(chunk);
  }
  if (stream.sizeExceeded || bytes > mailBytesMax) return smtpError(552, `A mail may have at most ${mailBytesMax / 1024 / 1024} MiB`);
  const mail = toMail(await simpleParser(Buffer.concat(chunks), { skipImageLinks: true, skipTextToHtml: true }), recipients);
  const mailboxes = recipients.flatMap((address) => mailboxAt(address, domain) ?? []);
  const verdicts = await Promise.all(mailboxes.map((mailbox) => takeMail(mailbox, mail, gate)));
  // One answer for all recipients: whoever has it already takes no second one, by its Message-ID.
  return verdicts.map(problemOf).find((problem) => problem !== null) ?? null;
}

function problemOf(verdict: MailVerdict): Error | null {
  if (verdict.kind === "taken") return null;
  if (verdict.kind === "nobody") return smtpError(550, "This address takes no mail from this sender");
  const { code, message } = verdict.refusal;
  return smtpError(code === "rate_limited" || code === "source_paused" ? 451 : 550, message);
}

function toMail(parsed: ParsedMail, recipients: string[]): InboundMail {
  return {
    messageId: parsed.messageId ?? null,
    from: addressesOf(parsed.from)[0] ?? "",
    to: parsed.to ? addressesOf(parsed.to) : recipients,
    subject: parsed.subject ?? "",
    text: parsed.text ?? "",
    html: parsed.html || null,
    attachments: parsed.attachments.map(({ filename, contentType, size }) => ({ filename: filename ?? null, content_type: contentType, size })),
    sentAt: parsed.date ?? null,
  };
}

function addressesOf(field: AddressObject | AddressObject[] | undefined): string[] {
  return [field ?? []].flat().flatMap(({ value }) => value.flatMap(({ address, group }) => (address ? [address] : (group ?? []).flatMap((one) => one.address ?? []))));
}

function temporary(error: unknown, onError: (error: unknown) => void): Error {
  onError(error);
  return smtpError(451, "This can't be taken right now: try again later");
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
