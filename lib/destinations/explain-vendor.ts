import type { FailureEntry } from "./failure-entry";

/** Words for what any vendor's API does: codes `http_<status>`, `rate_limited`, and the three of our own. */
export function explainVendor(vendor: string, code: string): FailureEntry | undefined {
  const away = (what: string): FailureEntry => ({ what, move: "receiver", advice: `${vendor} has to recover.`, actions: ["replay"] });
  const named: Record<string, FailureEntry> = {
    rate_limited: { what: `${vendor} limits how fast messages may come.`, move: "nobody", advice: `It waits as long as ${vendor} asked for; order is kept.`, actions: [] },
    http_401: connectionFailure(`${vendor} does not accept the credentials (HTTP 401).`),
    http_403: connectionFailure(`${vendor} forbids it (HTTP 403).`),
    http_404: targetFailure(`${vendor} knows nothing at this address (HTTP 404).`),
    http_408: away(`${vendor} did not get the whole message in time.`),
    http_400: payloadFailure(`${vendor} refused the message.`),
    http_413: payloadFailure(`The message is too large for ${vendor}.`),
    refused: connectionFailure(`The address of ${vendor} may not be reached from here.`, "Correct the address, or allow its network; then what is held is sent."),
    unsent: away(`${vendor} could not be reached.`),
    unknown: away(`The connection to ${vendor} broke before its answer.`),
    unreadable_answer: away(`${vendor}'s answer could not be read.`),
  };
  if (Object.hasOwn(named, code)) return named[code];
  if (/^http_5\d\d$/.test(code)) return away(`${vendor} failed while it took the message.`);
  if (/^http_3\d\d$/.test(code)) return connectionFailure(`The address did not answer as ${vendor} does.`);
  if (/^http_4\d\d$/.test(code)) return payloadFailure(`${vendor} refused the message (${code.replace("http_", "HTTP ")}).`);
  return undefined;
}

export function targetFailure(what: string, advice = "Correct it there and resume, or choose another target."): FailureEntry {
  return { what, move: "you", advice, actions: ["resume", "edit-destination"] };
}

export function payloadFailure(what: string, advice = "Mend the template, deploy, and send it anew."): FailureEntry {
  return { what, move: "you", advice, actions: ["edit-template", "rerun"] };
}

export function connectionFailure(what: string, advice = "Give the connection working credentials; what is held is then sent, in order."): FailureEntry {
  return { what, move: "you", advice, actions: ["reconnect"] };
}
