import type { Problem } from "@/lib/errors";
import { isStorableText } from "./storable-json";
import { idempotencyKeyLengthMax, type EventRefusal, type IncomingEvent } from "./parse-event";
import type { Routing } from "./routing";

/**
 * The events as their types are declared: with the key their fields make, or refused by a schema that refuses. Forced
 * ones are accepted as by a schema that only warns.
 */
export function admitEvents(events: IncomingEvent[], { declarations }: Routing, isForced = false): (IncomingEvent | EventRefusal)[] {
  return events.map((event) => {
    const declaration = declarations.get(event.type);
    if (!declaration) return event;
    const problems = declaration.mode === "off" ? [] : declaration.check(event.payload);
    if (problems.length > 0 && declaration.mode === "refuse" && !isForced) return schemaRefusal(problems);
    const derived = event.idempotencyKey === null ? declaration.keyOf(event.payload) : null;
    const key = derived !== null && derived.length <= idempotencyKeyLengthMax && isStorableText(derived) ? derived : event.idempotencyKey;
    return {
      ...event,
      idempotencyKey: key,
      ...(problems.length > 0 && { problems }),
      ...(declaration.windowMs !== null && { windowMs: declaration.windowMs }),
    };
  });
}

/** Paths are from `payload` on, as the schema sees it. */
function schemaRefusal(problems: Problem[]): EventRefusal {
  const [first] = problems;
  if (!first) throw new Error("a refusal without a problem");
  const others = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  return { code: "schema_violation", message: `${first.path}: ${first.message}${others}`, path: first.path, problems };
}
