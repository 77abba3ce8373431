import type { DestinationAccount } from "../contract";
import { classifyMail, mailServer } from "./deliver";
import type { EmailConnection, EmailTarget } from "./schemas";

/** Whether one may sign in; whether it takes mail for somebody, only a test message can tell. */
export const emailAccount: DestinationAccount<EmailConnection, EmailTarget> = {
  async testConnection(connection, { mail }) {
    const outcome = classifyMail(await mail.verify(mailServer(connection)), "");
    if (outcome.status !== "delivered") return { ok: false, code: outcome.code, detail: outcome.detail };
    return { ok: true, summary: `${connection.fromAddress} through ${connection.host}`, facts: {}, missingScopes: [] };
  },
};
