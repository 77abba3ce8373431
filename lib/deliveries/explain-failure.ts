import { destinationDefinition } from "@/lib/destinations/catalog";
import type { FailureEntry } from "@/lib/destinations/failure-entry";

export type FailedDelivery = { kind: string; status: string; code: string | null; reason: string | null; possibly_sent: boolean; hasMessage: boolean };

/** What happened to a delivery, whose move it is and what mends it; null where nothing is wrong. */
export function explainFailure(delivery: FailedDelivery): FailureEntry | null {
  const { status, code, possibly_sent: possiblySent } = delivery;
  if (status !== "held" && status !== "dead" && status !== "retrying") return null;
  const entry = entryOf(delivery.kind, code ?? "") ?? unknownFailure(delivery.reason);
  if (status === "retrying") return { ...entry, move: "nobody", advice: "It is tried again on its own. Send it now if you know the cause is gone.", actions: ["replay"] };
  if (status === "dead" && entry.move !== "you") return givenUp(entry, possiblySent);
  if (!delivery.hasMessage) return { ...entry, actions: entry.actions.filter((action) => action !== "replay") };
  return entry;
}

function entryOf(kind: string, code: string): FailureEntry | undefined {
  return anyFailures[code] ?? destinationDefinition(kind)?.explainFailure(code);
}

function givenUp(entry: FailureEntry, possiblySent: boolean): FailureEntry {
  return {
    what: `${entry.what} Every try ended like this.`,
    move: "you",
    advice: possiblySent ? "One of the tries may have arrived: look there first, then send it again." : "Send it again once the other end works.",
    actions: ["replay"],
  };
}

function unknownFailure(reason: string | null): FailureEntry {
  return { what: reason ? `It was refused: ${reason}` : "It was refused, and no reason was given.", move: "receiver", advice: "Look at the answer below, then send it again.", actions: ["replay"] };
}

/** Codes of our own, whatever the kind. */
const anyFailures: Record<string, FailureEntry> = {
  possibly_sent: {
    what: "It may have arrived: it was sent, and the answer was lost.",
    move: "you",
    advice: "Look whether it is there. Send it again only if it is not.",
    actions: ["replay"],
  },
  paused: { what: "The destination is paused.", move: "you", advice: "Resume it: what waits is sent, in order.", actions: ["resume"] },
  connection_missing: { what: "Its connection was deleted.", move: "you", advice: "Give the destination another connection, deploy, and send it anew.", actions: ["edit-destination", "rerun"] },
  unknown_kind: { what: "This release does not know the kind of destination.", move: "you", advice: "Choose another destination, deploy, and send it anew.", actions: ["edit-destination", "rerun"] },
  invalid_template: { what: "The message could not be rendered from its template.", move: "you", advice: "Mend the template, deploy, and send it anew.", actions: ["edit-template", "rerun"] },
  invalid_target: { what: "The destination's target is not valid.", move: "you", advice: "Choose the target anew, deploy, and send it anew.", actions: ["edit-destination", "rerun"] },
  invalid_config: { what: "The destination's settings are not valid.", move: "you", advice: "Correct them, deploy, and send it anew.", actions: ["edit-destination", "rerun"] },
  invalid_connection: { what: "The connection's settings are not valid.", move: "you", advice: "Correct the connection; what is held is then sent.", actions: ["reconnect", "replay"] },
};
