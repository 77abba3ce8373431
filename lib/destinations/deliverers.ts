import type { z } from "zod";
import type { Json } from "@/lib/durable/contract";
import { destinationCatalog, isDestinationKind, type DestinationCatalog, type DestinationKind } from "./catalog";
import type { DeliverInput, DeliveryOutcome, EarlierMessage, DeliveryPorts, DeliveryResult, DestinationAccount } from "./contract";
import { parseOnce } from "./parse-once";
import { describeIssues } from "./render-message";
import { scrubSecrets, secretValues } from "./secret-values";
import { sendHttp } from "./send-http";
import { discordAccount } from "./discord/account";
import { deliverDiscord } from "./discord/deliver";
import { emailAccount } from "./email/account";
import { deliverEmail } from "./email/deliver";
import { notionAccount } from "./notion/account";
import { deliverNotion } from "./notion/deliver";
import { postgresAccount } from "./postgres/account";
import { deliverPostgres } from "./postgres/deliver";
import { slackAccount } from "./slack/account";
import { deliverSlack } from "./slack/deliver";
import { telegramAccount } from "./telegram/account";
import { deliverTelegram } from "./telegram/deliver";
import { webhookAccount } from "./webhook/account";
import { webhookDelivery } from "./webhook/deliver";

export type DeliverRequest = {
  /** What `renderMessage` gave. */
  message: Json;
  /** Decrypted; parsed here, like target and config. */
  connection: unknown;
  target: unknown;
  config: unknown;
  deliveryId: string;
  /** Unix milliseconds of this attempt. */
  nowMs: number;
  earlier?: EarlierMessage;
  traceparent?: string;
};

type InputOf<Kind extends DestinationKind> = DeliverInput<
  z.infer<DestinationCatalog[Kind]["connection"]>, z.infer<DestinationCatalog[Kind]["target"]>, z.infer<DestinationCatalog[Kind]["config"]>
>;
type Deliverer<Kind extends DestinationKind> = {
  deliver(input: InputOf<Kind>, ports: DeliveryPorts): Promise<DeliveryResult>;
  account: DestinationAccount<z.infer<DestinationCatalog[Kind]["connection"]>, z.infer<DestinationCatalog[Kind]["target"]>>;
};

/** The catalogue's other half: a kind without its deliverer does not compile. */
export const deliverers: { [Kind in DestinationKind]: Deliverer<Kind> } = {
  slack: { deliver: deliverSlack, account: slackAccount },
  discord: { deliver: deliverDiscord, account: discordAccount },
  telegram: { deliver: deliverTelegram, account: telegramAccount },
  email: { deliver: deliverEmail, account: emailAccount },
  webhook: { deliver: (input, ports) => sendHttp(webhookDelivery, input, ports), account: webhookAccount },
  postgres: { deliver: deliverPostgres, account: postgresAccount },
  notion: { deliver: deliverNotion, account: notionAccount },
};

/** One attempt. Whatever the other side does is an outcome; a throw is a bug of ours. No secret of the connection gets out. */
export function deliver(kind: string, request: DeliverRequest, ports: DeliveryPorts): Promise<DeliveryResult> {
  if (!isDestinationKind(kind)) return Promise.resolve(unsendable("payload", "unknown_kind", `there is no destination kind "${kind}"`));
  return deliverAs(kind, request, ports);
}

async function deliverAs<Kind extends DestinationKind>(kind: Kind, request: DeliverRequest, ports: DeliveryPorts): Promise<DeliveryResult> {
  const definition = destinationCatalog[kind];
  const connection = parseOnce(definition.connection, request.connection);
  if (connection.error) return unsendable("connection", "invalid_connection", describeIssues("connection", connection.error));
  const target = parseOnce(definition.target, request.target ?? {});
  if (target.error) return unsendable("target", "invalid_target", describeIssues("target", target.error));
  const config = parseOnce(definition.config, request.config ?? {});
  if (config.error) return unsendable("payload", "invalid_config", describeIssues("config", config.error));
  // Parsed by the kind's own schemas just above; TypeScript can't follow one kind through three of them.
  const input = { ...request, connection: connection.data, target: target.data, config: config.data } as InputOf<Kind>;
  const result = await deliverers[kind].deliver(input, ports);
  return scrubSecrets(result, secretsOf(definition.connection, connection.data));
}

const knownSecrets = new WeakMap<object, string[]>();

function secretsOf(schema: z.ZodType, connection: object): string[] {
  const secrets = knownSecrets.get(connection) ?? secretValues(schema, connection);
  knownSecrets.set(connection, secrets);
  return secrets;
}

function unsendable(scope: "payload" | "target" | "connection", code: string, detail: string): DeliveryResult {
  const outcome: DeliveryOutcome = { status: "rejected", scope, code, detail };
  return { outcome, trace: { request: null, response: null } };
}
