import { PassThrough } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import SMTPConnection from "nodemailer/lib/smtp-connection/index.js";
import type { MailMessage, MailOutcome, MailServer } from "@/lib/ports/ports";

/** One message, or none, told to the server at an address that was checked. */
export function runConversation(server: MailServer, address: string, ca: string | undefined, message: MailMessage | null): Promise<MailOutcome> {
  const { host, port, security, user, password = "", timeoutMs } = server;
  return new Promise((resolve) => {
    // What the server was told so far decides what a broken connection means.
    let isTextOnItsWay = false;
    const connection = new SMTPConnection({
      host: address, port, secure: security === "tls", requireTLS: security === "starttls", ignoreTLS: security === "none",
      tls: { servername: host, ...(ca === undefined ? {} : { ca }) },
      connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, logger: false,
    });
    const timer = setTimeout(() => settle({ kind: isTextOnItsWay ? "unknown" : "unsent", detail: `no whole answer within ${timeoutMs} ms` }), timeoutMs);
    const settle = (outcome: MailOutcome) => {
      clearTimeout(timer);
      // Closing it ends it, which would settle it anew.
      connection.removeAllListeners();
      connection.on("error", () => {});
      resolve(outcome);
      if (outcome.kind === "sent") connection.quit();
      else connection.close();
    };
    const fail = (error: unknown, stage: "auth" | "message" | null) => settle(failureOf(error, stage, isTextOnItsWay));
    connection.on("error", (error) => fail(error, null));
    connection.on("end", () => settle({ kind: isTextOnItsWay ? "unknown" : "unsent", detail: "the server ended the connection" }));
    connection.connect((error) => {
      if (error) return fail(error, null);
      if (user === undefined || user === "") return send();
      connection.login({ user, pass: password }, (loginError) => (loginError ? fail(loginError, "auth") : send()));
    });

    function send(): void {
      if (message === null) return settle({ kind: "sent", accepted: [], rejected: [], response: "" });
      const text = new PassThrough();
      text.once("resume", () => {
        isTextOnItsWay = true;
      });
      new MailComposer(mailOf(message)).compile().createReadStream().pipe(text);
      connection.send({ from: message.from.address, to: message.to }, text, (error, info) => {
        if (error) return fail(error, "message");
        const rejected = (info.rejectedErrors ?? []).map((each) => ({ address: String("recipient" in each ? each.recipient : ""), detail: each.message.slice(0, 500) }));
        settle({ kind: "sent", accepted: info.accepted.map(String), rejected, response: info.response.slice(0, 500) });
      });
    }
  });
}

function mailOf({ from, to, replyTo, subject, text, html, messageId }: MailMessage) {
  return {
    from, to: to.map((address) => ({ name: "", address })), subject, text, html, messageId,
    ...(replyTo === undefined ? {} : { replyTo: { name: "", address: replyTo } }),
    // No answering machine shall answer a machine.
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    disableFileAccess: true, disableUrlAccess: true,
  };
}

function failureOf(error: unknown, stage: "auth" | "message" | null, isTextOnItsWay: boolean): MailOutcome {
  const { code, responseCode, command = "" } = typeof error === "object" && error !== null ? (error as { code?: string; responseCode?: number; command?: string }) : {};
  const detail = messageOf(error).slice(0, 1000);
  if (code === "ETLS" || /STARTTLS/i.test(command) || /certificate|self-signed|altnames|SSL|wrong version number|STARTTLS/i.test(detail)) return { kind: "refused", detail: `the server's certificate or TLS does not fit: ${detail}` };
  if (responseCode !== undefined && responseCode >= 400) {
    const at = stage === "auth" || code === "EAUTH" ? "auth" : /^MAIL/i.test(command) ? "sender" : code === "EENVELOPE" || /^RCPT/i.test(command) ? "recipients" : "message";
    return { kind: "rejected", stage: at, code: responseCode, detail };
  }
  if (code === "EAUTH") return { kind: "rejected", stage: "auth", code: 535, detail };
  return { kind: isTextOnItsWay ? "unknown" : "unsent", detail };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
