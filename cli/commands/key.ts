import { z } from "zod";
import { createApiKey } from "@/lib/api-keys/create-api-key";
import type { Database } from "@/lib/db";
import { findOrganizationIds } from "@/lib/organizations/store";
import { apiClient, hasId, listOf, oneOf, segment } from "../api-client";
import { CliError, printResult, printRows, type Command } from "../command";
import { withDatabase } from "../direct-database";

const keySchema = hasId.extend({ name: z.string(), prefix: z.string(), scopes: z.array(z.string()), revoked_at: z.string().nullable() });

export const keyCommands: Command[] = [
  {
    name: "key create",
    positionals: [],
    options: {
      name: { type: "string", isRequired: true, help: "What it is for." },
      scopes: { type: "string", isRequired: true, help: "Of ingest, read, manage, with commas between." },
      source: { type: "string", help: "Id or slug of the source its events come from; default unless given." },
      organization: { type: "string", help: "Id or slug, where the database holds several; without a server only." },
    },
    summary: "Make an API key; prints it, this once. On the database itself while INGESTLAYER_KEY is not set.",
    async run(input) {
      const { args, io } = input;
      const source = args.text("source");
      const key = { name: args.required("name"), scopes: args.required("scopes").split(",").map((scope) => scope.trim()), ...(source ? { source } : {}) };
      const made = io.environment.INGESTLAYER_KEY
        ? (await apiClient(io).call(oneOf(keySchema.extend({ key: z.string() })), "POST", "/v1/keys", key)).data
        : await withDatabase(io, async (db) => {
            const { key: text, row } = await createApiKey(await onlyOrganization(db, args.text("organization")), { ...key, createdBy: "system" }, db);
            return { id: row.id, name: row.name, scopes: row.scopes, key: text };
          });
      printResult(input, { value: made, text: made.key, note: `key ${made.id} created; it is not shown again` });
    },
  },
  {
    name: "key list",
    positionals: [],
    options: {},
    summary: "List keys.",
    async run(input) {
      const { data } = await apiClient(input.io).call(listOf(keySchema), "GET", "/v1/keys?limit=200");
      printRows(input, data, data.map((key) => [key.id, key.prefix, key.scopes.join(","), key.revoked_at ? "revoked" : "active", key.name]));
    },
  },
  {
    name: "key revoke",
    positionals: [{ name: "id" }],
    options: {},
    summary: "Make a key useless, at once.",
    async run(input) {
      const id = input.args.at(0);
      await apiClient(input.io).call(z.undefined(), "DELETE", `/v1/keys/${segment(id)}`);
      printResult(input, { value: { id }, text: id, note: "revoked" });
    },
  },
];

async function onlyOrganization(db: Database, idOrSlug: string | undefined): Promise<string> {
  const [first, second] = await findOrganizationIds(idOrSlug, db);
  if (first === undefined) throw new CliError(idOrSlug === undefined ? "there is no organization yet: run `owner create` first" : `--organization: there is no ${idOrSlug}`);
  if (second !== undefined) throw new CliError("--organization: expected an id or slug, as there are several organizations");
  return first;
}
