import { env } from "@/lib/env";
import type { MailPort } from "@/lib/ports/ports";
import { createGuardedMail } from "./guarded-mail";

/** The install's own mail server, as the config of an email connection, and the way to it. */
export type SystemMail = {
  connection: { host: string; port: number; security: "tls" | "starttls" | "none"; user?: string; password?: string; fromAddress: string; fromName: string };
  mail: MailPort;
};

let made: SystemMail | null | undefined;

/** Null where `SMTP_URL` is not set. */
export function systemMail(): SystemMail | null {
  if (made === undefined) {
    const { SMTP_URL, publicUrl } = env();
    made = SMTP_URL === undefined ? null : openSystemMail(SMTP_URL, new URL(publicUrl).hostname);
  }
  return made;
}

/**
 * `smtps://` speaks TLS from the first byte, `smtp://` by STARTTLS, and in clear with `?security=none`. The sender is
 * `?from=`, else the user where that is an address. Whoever runs the install chose the server, so it may be a private one.
 */
export function openSystemMail(smtpUrl: string, ownHost: string): SystemMail {
  const { protocol, hostname, port, username, password, searchParams } = new URL(smtpUrl);
  const user = decodeURIComponent(username);
  const isTls = protocol === "smtps:";
  const isClear = searchParams.get("security") === "none";
  return {
    connection: {
      host: hostname.replace(/^\[|\]$/g, ""),
      port: port === "" ? (isTls ? 465 : 587) : Number(port),
      security: isTls ? "tls" : isClear ? "none" : "starttls",
      ...(user === "" ? {} : { user, password: decodeURIComponent(password) }),
      fromAddress: searchParams.get("from") ?? (user.includes("@") ? user : `ingestlayer@${ownHost}`),
      fromName: "Ingestlayer",
    },
    mail: createGuardedMail({ allowPrivateNetwork: "0.0.0.0/0,::/0" }),
  };
}
