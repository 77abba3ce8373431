import type { DeliveryPorts } from "@/lib/destinations/contract";
import { z } from "zod";
import { liveSecrets } from "@/lib/adapters/secrets/live-secrets";
import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { invalidRequest } from "@/lib/http/invalid-request";
import { newId } from "@/lib/ids";
import { announceChange } from "@/lib/live/announce-change";
import type { JsonObject } from "@/lib/pipeline/context";
import { slugSchema } from "@/lib/pipeline/definition";
import { checkAccount, type AccountState } from "./check-account";
import { connectionSchema, parseConfig } from "./connection-kind";
import { storedSummary, toConnectionResource, type ConnectionResource } from "./connection-resource";
import { freeSlug } from "./free-slug";
import { sealedAs } from "./open-connection";
import { sandboxConfig } from "./sandbox-config";
import { withApiAddress } from "./api-address";
import { insertConnection } from "./store";

export const createConnectionSchema = z.strictObject({
  kind: z.string().max(64),
  /** Made of the name unless given. */
  slug: slugSchema.optional(),
  /** The slug unless given; without either, what the vendor calls the account. */
  name: z.string().min(1).max(120).optional(),
  config: z.record(z.string(), z.json()).default({}),
  /** Of kind slack: connect this install's own sandbox workspace; `config` stays empty. */
  sandbox: z.boolean().default(false),
  /** Whether to ask the vendor first if the credentials work. */
  verify: z.boolean().default(true),
});
export type CreateConnection = z.infer<typeof createConnectionSchema>;

/** Throws `connection_broken` when the vendor refuses the credentials: nothing is stored then. */
export async function createConnection(db: Database, caller: Caller, input: CreateConnection, ports: DeliveryPorts): Promise<ConnectionResource> {
  const { organizationId } = caller;
  connectionSchema(input.kind);
  const given = parseConfig(input.kind, input.sandbox ? await sandboxConfig(db, input) : withApiAddress(input.kind, input.config));
  const account = input.verify ? workingAccount(input.kind, given, await checkAccount(input.kind, given, ports)) : undefined;
  const config = { ...given, ...account?.facts };
  const id = newId("connection");
  const name = input.name ?? input.slug ?? accountName(input.kind, config);
  const slug = input.slug ?? (await freeSlug(db, organizationId, name));
  const row = {
    id,
    slug,
    name,
    kind: input.kind,
    summary: storedSummary(input.kind, config, account?.summary),
    secretsEncrypted: await liveSecrets(db).encrypt(organizationId, config, sealedAs(id)),
  };
  const resource = await db.prisma.$transaction(async (tx) => {
    const created = await insertConnection(organizationId, tx, row);
    if (!created) throw slugTaken(slug);
    await writeAuditEntry(tx, caller, { action: "connection.created", subject: id, detail: { kind: row.kind, slug: row.slug } });
    return toConnectionResource(created, { usedBy: [], held: 0 });
  });
  announceChange(organizationId, "connections");
  return resource;
}

function accountName(kind: string, config: JsonObject): string {
  const { teamName, url } = config;
  if (typeof teamName === "string" && teamName !== "") return teamName.slice(0, 120);
  return typeof url === "string" && URL.canParse(url) ? new URL(url).hostname.slice(0, 120) : kind;
}

/** Throws `connection_broken` naming what was asked of whom, and what was expected. */
export function workingAccount(kind: string, config: JsonObject, state: AccountState): Extract<AccountState, { ok: true }> {
  if (!state.ok && (state.code === "unsent" || state.code === "unknown")) throw noAnswer(kind, config, state.detail);
  if (!state.ok) throw new UserError("connection_broken", `${kind}: ${state.detail} (${state.code})`, [{ path: "config", message: state.code }]);
  if (state.missingScopes.length > 0) {
    const scopes = state.missingScopes.join(", ");
    throw new UserError("connection_broken", `${kind}: the token lacks the scopes ${scopes}: add them to the app and install it again`, [{ path: "config", message: `expected the scopes ${scopes}` }]);
  }
  return state;
}

function noAnswer(kind: string, config: JsonObject, detail: string): UserError {
  const address = [config.apiBaseUrl, config.baseUrl, config.url].find((value) => typeof value === "string" && URL.canParse(value));
  const whom = typeof address === "string" ? new URL(address).host : "the vendor";
  const message = `${kind}: ${whom} was asked whether this works and gave no answer (${detail}): expected one within 10 seconds. Try again, or store it unasked with verify: false`;
  return new UserError("connection_broken", message, [{ path: "config", message: `expected an answer of ${whom} within 10 seconds` }]);
}

export function slugTaken(slug: string): UserError {
  return invalidRequest([{ path: "slug", message: `${slug} is taken: expected one that no other connection has` }]);
}
