import { runCli } from "./run-cli";

export const password = "correct horse battery";

export type Organization = Awaited<ReturnType<typeof createOrganization>>;

/** A fresh owner and organization, so that no test meets what another one left; `api` asks with a key of theirs. */
export async function createOrganization(baseURL: string, label: string) {
  const name = `${label}-${Date.now()}`;
  const email = `owner@${name}.example`;
  const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: process.env.E2E_DATA_DIR, INGESTLAYER_URL: baseURL };
  await runCli(env, ["owner", "create", "--email", email, "--password", password]);
  const key = await runCli(env, ["key", "create", "--name", "e2e", "--scopes", "ingest,read,manage", "--organization", name]);

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
