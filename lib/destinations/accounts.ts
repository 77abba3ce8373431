import type { Json } from "@/lib/durable/contract";
import type { RunContext } from "@/lib/pipeline/context";
import { askPatiently, waitOfLimit } from "./ask-patiently";
import { destinationCatalog, isDestinationKind } from "./catalog";
import type { AccountCheck, DeliveryPorts, DeliveryResult, DestinationAccount, Failure, FieldList, TargetList } from "./contract";
import { deliver, deliverers } from "./deliverers";
import { describeIssues, renderMessage } from "./render-message";
import { scrubSecrets, secretValues } from "./secret-values";

export type { AccountCheck, FieldList, TargetList } from "./contract";

/** Whether the credential works, and what it may do. */
export function testConnection(kind: string, connection: unknown, ports: DeliveryPorts): Promise<AccountCheck> {
  return withAccount(kind, connection, (account, parsed) => account.testConnection(parsed, ports));
}

/** Where its messages can go; an empty list for a kind without targets to choose from. */
export function listTargets(kind: string, connection: unknown, ports: DeliveryPorts): Promise<TargetList> {
  return withAccount(kind, connection, async (account, parsed) => account.listTargets?.(parsed, ports) ?? { ok: true, targets: [], isComplete: true });
}

/** What the target has to be filled in; an empty list for a kind whose messages have one form everywhere. */
export function listFields(kind: string, connection: unknown, target: unknown, ports: DeliveryPorts): Promise<FieldList> {
  return withTarget(kind, connection, target, async (account, parsed, parsedTarget) => account.listFields?.(parsed, parsedTarget, ports) ?? { ok: true, fields: [] });
}

/** The target as it is stored, from what a person typed. */
export function resolveTarget(kind: string, connection: unknown, target: unknown, ports: DeliveryPorts): Promise<{ ok: true; target: Json } | Failure> {
  return withTarget(kind, connection, target, async (account, parsed, parsedTarget) => account.resolveTarget?.(parsed, parsedTarget, ports) ?? { ok: true, target: parsedTarget });
}

/** Makes the credential useless at the vendor. Ok where there is nothing to revoke. */
export function revoke(kind: string, connection: unknown, ports: DeliveryPorts): Promise<{ ok: true } | Failure> {
  return withAccount(kind, connection, async (account, parsed) => account.revoke?.(parsed, ports) ?? { ok: true });
}

/** Sends the kind's default message about the given event. */
export async function sendTest(
  kind: string,
  connection: unknown,
  target: unknown,
  ports: DeliveryPorts,
  { context, deliveryId, nowMs }: { context: RunContext; deliveryId: string; nowMs: number },
): Promise<DeliveryResult> {
  const rendered = renderMessage(kind, { target, template: undefined, config: {}, context });
  if ("refused" in rendered) return { outcome: { status: "rejected", scope: "payload", ...rendered.refused }, trace: { request: null, response: null } };
  return askPatiently(
    () => deliver(kind, { message: rendered.message, connection, target, config: {}, deliveryId, nowMs }, ports),
    ({ outcome }) => waitOfLimit(outcome),
  );
}

async function withTarget<T extends { ok: boolean }>(
  kind: string,
  connection: unknown,
  target: unknown,
  use: (account: DestinationAccount<unknown, Json>, parsed: unknown, parsedTarget: Json) => Promise<T>,
): Promise<T | Failure> {
  if (!isDestinationKind(kind)) return unknownKind(kind);
  const parsedTarget = destinationCatalog[kind].target.safeParse(target ?? {});
  if (parsedTarget.error) return { ok: false, code: "invalid_target", detail: describeIssues("target", parsedTarget.error) };
  return withAccount(kind, connection, (account, parsed) => use(account, parsed, parsedTarget.data));
}

async function withAccount<T extends { ok: boolean }>(kind: string, connection: unknown, use: (account: DestinationAccount<unknown, Json>, parsed: unknown) => Promise<T>): Promise<T | Failure> {
  if (!isDestinationKind(kind)) return unknownKind(kind);
  const schema = destinationCatalog[kind].connection;
  const parsed = schema.safeParse(connection);
  if (parsed.error) return { ok: false, code: "invalid_connection", detail: describeIssues("connection", parsed.error) };
  // The one place where an account's types are widened: it is only ever given what its own kind's schemas parsed.
  const answer = await askPatiently<T | Failure>(
    () => use(deliverers[kind].account as unknown as DestinationAccount<unknown, Json>, parsed.data),
    (given) => ("retryAfterMs" in given ? given.retryAfterMs : undefined),
  );
  // JSON by their types, all of them.
  return scrubSecrets(answer as unknown as Json, secretValues(schema, parsed.data)) as unknown as T;
}

function unknownKind(kind: string): Failure {
  return { ok: false, code: "unknown_kind", detail: `there is no destination kind "${kind}"` };
}
