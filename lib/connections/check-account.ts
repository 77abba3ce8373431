import type { DeliveryPorts } from "@/lib/destinations/contract";
import { testConnection as testDestination } from "@/lib/destinations/accounts";
import type { JsonObject } from "@/lib/pipeline/context";
import { checkModelAccount } from "./check-model-account";
import { isModelKind } from "./model-kinds";

/** `facts` belong into the connection (a workspace's id and name). Neither form ever holds a secret. */
export type AccountState =
  | { ok: true; summary: string; facts: JsonObject; missingScopes: string[] }
  | { ok: false; code: string; detail: string };

/** Asks the vendor whether the credentials work. Never throws. */
export async function checkAccount(kind: string, config: JsonObject, ports: DeliveryPorts): Promise<AccountState> {
  if (isModelKind(kind)) return checkModelAccount(kind, config, ports);
  const check = await testDestination(kind, config, ports);
  if (!check.ok) return check;
  const { facts } = check;
  const isObject = typeof facts === "object" && facts !== null && !Array.isArray(facts);
  return { ok: true, summary: check.summary, facts: isObject ? facts : {}, missingScopes: check.missingScopes };
}
