import type { DeliveryPorts } from "@/lib/destinations/contract";
import { z } from "zod";
import { checkAccount } from "./check-account";
import { connectionSchema, parseConfig } from "./connection-kind";
import { withApiAddress } from "./api-address";
import type { ConnectionTest } from "./test-connection";

export const checkCredentialsSchema = z.strictObject({ kind: z.string().max(64), config: z.record(z.string(), z.json()) });

/** Asks the vendor whether credentials work before they are stored. Throws UserError naming each wrong field. */
export async function checkCredentials(input: z.infer<typeof checkCredentialsSchema>, ports: DeliveryPorts): Promise<ConnectionTest> {
  connectionSchema(input.kind);
  const state = await checkAccount(input.kind, parseConfig(input.kind, withApiAddress(input.kind, input.config)), ports);
  return state.ok ? { ok: true, summary: state.summary, missing_scopes: state.missingScopes } : { ok: false, code: state.code, detail: state.detail };
}
