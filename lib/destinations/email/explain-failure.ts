import { connectionFailure, explainVendor, payloadFailure } from "../explain-vendor";
import type { FailureEntry } from "../failure-entry";

/** Of the codes a mail ends with: `smtp_<code>` of what the server may change its mind about, and those named here. */
export function explainEmailFailure(code: string): FailureEntry | undefined {
  if (Object.hasOwn(named, code)) return named[code];
  if (/^smtp_4\d\d$/.test(code)) return { what: `The mail server did not take it for now (${code.slice(5)}).`, move: "receiver", advice: "Whoever runs the server may know why.", actions: ["replay"] };
  return explainVendor("The mail server", code);
}

const named: Record<string, FailureEntry> = {
  auth_refused: connectionFailure("The mail server does not accept the user and password."),
  sender_refused: connectionFailure("The mail server does not let this sender write.", "Give the connection a from address that it allows; what is held is then sent."),
  invalid_recipient: payloadFailure("A recipient is no mail address.", "Correct the recipients, or what the event brings; deploy, and send it anew."),
  recipient_refused: payloadFailure("The mail server knows no such recipient.", "Correct the recipients, deploy, and send it anew."),
  message_refused: payloadFailure("The mail server refused the mail itself.", "Its answer below may say why: spam rules, size. Mend the template, deploy, and send it anew."),
  refused: connectionFailure("The mail server may not be reached from here, or its certificate does not fit.", "Correct server, port and encryption; what is held is then sent."),
};
