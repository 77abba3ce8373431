import type { FailureEntry } from "../failure-entry";

/** Of the codes a webhook's attempt ends with: `http_<status>` and three of our own. */
export function explainWebhookFailure(code: string): FailureEntry | undefined {
  if (named[code]) return named[code];
  const status = /^http_(\d{3})$/.exec(code)?.[1];
  if (status?.startsWith("3")) return target(`The address redirects (HTTP ${status}); redirects are not followed.`, "Give the connection the address it leads to, then resume.");
  if (status?.startsWith("5")) return receiver(`The receiver failed (HTTP ${status}).`);
  if (status?.startsWith("4")) return { what: `The receiver refused the message (HTTP ${status}).`, move: "you", advice: "Its answer may say why. Mend the body, deploy, and send it anew.", actions: ["edit-template", "rerun", "replay"] };
  return undefined;
}

function receiver(what: string): FailureEntry {
  return { what, move: "receiver", advice: "Whoever runs the receiver has to mend it.", actions: ["replay"] };
}

function target(what: string, advice = "Correct the address, then resume: what was held is sent."): FailureEntry {
  return { what, move: "you", advice, actions: ["reconnect", "resume"] };
}

function credentials(what: string): FailureEntry {
  return { what, move: "you", advice: "Give the connection the right credentials; what is held is then sent.", actions: ["reconnect"] };
}

const named: Record<string, FailureEntry> = {
  http_401: credentials("The receiver does not accept the credentials (HTTP 401)."),
  http_403: credentials("The receiver forbids it (HTTP 403)."),
  http_404: target("There is nothing at this address (HTTP 404)."),
  http_410: target("The address is gone for good (HTTP 410)."),
  http_408: receiver("The receiver did not get the whole message in time (HTTP 408)."),
  http_425: receiver("The receiver was not ready (HTTP 425)."),
  http_429: { what: "The receiver limits how fast messages may come (HTTP 429).", move: "nobody", advice: "It waits as long as the receiver asked for.", actions: [] },
  refused: { what: "The address may not be reached from here.", move: "you", advice: "Correct the address, or allow its network; then what is held is sent.", actions: ["reconnect"] },
  unsent: receiver("The receiver could not be reached."),
  unknown: receiver("The connection broke before the receiver answered."),
};
