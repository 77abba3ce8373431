import { createClient } from "./client";
import type { Client } from "./client";
import type { Options } from "./types";

let client = createClient();

/** Sets what `ingest` and `ingestBatch` use from now on; what is left out comes from the environment. */
export function configure(options: Options): void {
  client = createClient(options);
}

/** Sends one event: `await ingest("user.signed_up", { user_id: "u_1" })`. */
export const ingest: Client["ingest"] = (type, payload, options) => client.ingest(type, payload, options);

/** Sends many events; see Client.ingestBatch. */
export const ingestBatch: Client["ingestBatch"] = (entries, options) => client.ingestBatch(entries, options);
