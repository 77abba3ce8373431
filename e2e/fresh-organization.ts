import { createApiKey } from "@/lib/api-keys/create-api-key";
import { closeDatabase, openDatabase } from "@/lib/db";
import { createOwner } from "@/lib/organizations/create-owner";
import { databaseUrl } from "./processes/server-process";

export const password = "correct horse battery";

export type Organization = Awaited<ReturnType<typeof createOrganization>>;

/** A fresh owner and organization, so that no test meets what another one left; `api` asks with a key of theirs. */
export async function createOrganization(baseURL: string, label: string) {
  const name = `${label}-${Date.now()}`;
  const email = `owner@${name}.example`;
  const db = openDatabase(databaseUrl(process.env.E2E_DATA_DIR ?? ""), 1);
  const { organizationId } = await createOwner({ email, password }, db);
  const { key } = await createApiKey(organizationId, { name: "e2e", scopes: ["ingest", "read", "manage"], createdBy: "system" }, db);
  await closeDatabase(db);

  /** The answer's `data`. */
  async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const answer = await fetch(baseURL + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text).data as T;
  }

  return {
    name,
    owner: { email, password },
    api,
    connectSandbox: () => api<{ id: string }>("POST", "/v1/connections", { kind: "slack", slug: "acme-slack", sandbox: true }),
    /** The id of the event. */
    async ingest(type: string, payload: Record<string, unknown>): Promise<string> {
      const { events } = await api<{ events: { id: string }[] }>("POST", "/v1/ingest", { type, payload });
      const id = events[0]?.id;
      if (!id) throw new Error("the event was not accepted");
      return id;
    },
  };
}
