import { z } from "zod";
import { field } from "@/lib/schema-form/field";
import { messageFields } from "../message-fields";

export const notionConnection = z.strictObject({
  token: field.secret(
    { label: "Integration token", placeholder: "ntn_…", help: "From notion.so/profile/integrations: a new internal integration. Then share the database or page with it, under Connections." },
    z.string().max(300).regex(/^(ntn|secret)_[\w-]{10,}$/, "expected an integration's token, which starts with ntn_ or secret_"),
  ),
  apiBaseUrl: field.url({ label: "API address", help: "Another address than api.notion.com.", isAdvanced: true }).optional(),
  workspaceId: field.text({ label: "Workspace id", isAdvanced: true }, 64).optional(),
  botId: field.text({ label: "Bot id", isAdvanced: true }, 64).optional(),
});

export const notionTarget = z.strictObject({
  kind: field.select({ label: "Into" }, ["database", "page"], { database: "A database: a row each", page: "A page: at its end" }),
  id: field.text({ label: "Database or page", help: "Its id, or the address that Notion copies." }, 500).min(1, "expected an id or an address"),
  name: field.text({ label: "Name", isAdvanced: true }, 500).optional(),
});

export const notionTemplate = z.strictObject({
  ...messageFields({ textHelp: "Plain text; Notion reads no markup.", fieldsMax: 50 }),
  properties: field
    .map({ label: "Properties", keys: "target", help: "Of a database: what goes into each. Exactly one ref keeps the value's type." }, field.template({ label: "Value" }, 10_000))
    .optional(),
});

export const notionConfig = z.strictObject({});

export type NotionConnection = z.infer<typeof notionConnection>;
export type NotionTarget = z.infer<typeof notionTarget>;
export type NotionTemplate = z.infer<typeof notionTemplate>;
export type NotionConfig = z.infer<typeof notionConfig>;
