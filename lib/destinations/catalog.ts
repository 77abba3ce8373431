import type { DestinationDefinition } from "./contract";
import { discordDestination } from "./discord/definition";
import { emailDestination } from "./email/definition";
import { notionDestination } from "./notion/definition";
import { postgresDestination } from "./postgres/definition";
import { slackDestination } from "./slack/definition";
import { telegramDestination } from "./telegram/definition";
import { webhookDestination } from "./webhook/definition";

/** Every kind of destination, by its id. */
export const destinationCatalog = {
  slack: slackDestination,
  discord: discordDestination,
  telegram: telegramDestination,
  email: emailDestination,
  webhook: webhookDestination,
  postgres: postgresDestination,
  notion: notionDestination,
} as const;

export type DestinationCatalog = typeof destinationCatalog;
export type DestinationKind = keyof DestinationCatalog;

export const destinationKinds = Object.keys(destinationCatalog).filter(isDestinationKind);

export function isDestinationKind(kind: string): kind is DestinationKind {
  return Object.hasOwn(destinationCatalog, kind);
}

/** The definition with its schemas' types erased: what forms, lists and checks need. */
export function destinationDefinition(kind: string): DestinationDefinition | undefined {
  // The one place where the catalogue's types are widened: every function of a definition parses or is given parsed values.
  return isDestinationKind(kind) ? (destinationCatalog[kind] as unknown as DestinationDefinition) : undefined;
}
