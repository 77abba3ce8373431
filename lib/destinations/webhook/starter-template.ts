import type { RunContext } from "@/lib/pipeline/context";
import { printRef, refRoots } from "@/lib/pipeline/refs";
import type { WebhookTemplate } from "./schemas";

/** The envelope as a template to go on with; `delivery_id` is the one thing a template can't know. */
export function starterWebhookTemplate({ values }: RunContext): WebhookTemplate {
  const own = ["id", "type", "occurred_at", "received_at", "payload"].map((name) => [name, printRef({ root: "event", path: [name] })]);
  const written = refRoots.filter((root) => root !== "event" && root !== "output" && Object.hasOwn(values, root)).map((root) => [root, printRef({ root, path: [] })]);
  return { mode: "json", body: JSON.stringify(Object.fromEntries([...own, ...written]), null, 2) };
}
