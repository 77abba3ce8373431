import type { AcceptedEvent } from "./accept-events";
import type { EventRefusal, IncomingEvent } from "./parse-event";

/** What an event of a call has come to before it is stored: to be stored, refused, or known as a duplicate. */
export type JudgedEvent = IncomingEvent | EventRefusal | AcceptedEvent;

export function isToStore(judged: JudgedEvent): judged is IncomingEvent {
  return "payloadJson" in judged;
}

/** The call's verdicts in its order: of those that were stored, what became of them. */
export function mergeVerdicts(judged: JudgedEvent[], stored: AcceptedEvent[]): (AcceptedEvent | EventRefusal)[] {
  let next = 0;
  return judged.map((one) => {
    if (!isToStore(one)) return one;
    const event = stored[next++];
    if (!event) throw new Error("fewer events came back than were stored");
    return one.problems ? { ...event, problems: one.problems } : event;
  });
}
