import { z } from "zod";
import type { DestinationAccount, Failure, TargetChoice } from "../contract";
import { readNotion, type NotionFailure } from "./api";
import { readDataSource } from "./data-source";
import { notionId } from "./notion-id";
import { isFillable } from "./property-value";
import type { NotionConnection, NotionTarget } from "./schemas";

const pagesMax = 5;
const titleSchema = z.array(z.looseObject({ plain_text: z.string() }));
const foundSchema = z.looseObject({ object: z.string(), id: z.string(), title: titleSchema.optional(), properties: z.record(z.string(), z.looseObject({ type: z.string().optional(), title: z.union([titleSchema, z.looseObject({})]).optional() })).optional() });
const searchSchema = z.looseObject({ results: z.array(foundSchema), has_more: z.boolean(), next_cursor: z.string().nullish() });
const databaseSchema = z.looseObject({ id: z.string(), title: titleSchema.optional(), data_sources: z.array(z.looseObject({ id: z.string(), name: z.string().optional() })).min(1) });

export const notionAccount: DestinationAccount<NotionConnection, NotionTarget> = {
  async testConnection(connection, { http }) {
    const me = await readNotion(connection, http, { method: "GET", path: "/v1/users/me" }, z.looseObject({ name: z.string().nullish(), bot: z.looseObject({ workspace_name: z.string().nullish() }).optional() }), Date.now());
    if (!me.ok) return failureOf(me.failure);
    const { name, bot } = me.value;
    return { ok: true, summary: [name ?? "integration", bot?.workspace_name].filter((part) => part).join(" in "), facts: {}, missingScopes: [] };
  },

  /** What is shared with the integration, and nothing else can be seen by it. */
  async listTargets(connection, { http }) {
    const targets: TargetChoice[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < pagesMax; page += 1) {
      const body = { page_size: 100, ...(cursor === undefined ? {} : { start_cursor: cursor }) };
      const found = await readNotion(connection, http, { method: "POST", path: "/v1/search", body }, searchSchema, Date.now());
      if (!found.ok) return failureOf(found.failure);
      targets.push(...found.value.results.flatMap(choiceOf));
      cursor = found.value.next_cursor ?? undefined;
      if (!found.value.has_more || cursor === undefined) return { ok: true, targets, isComplete: true };
    }
    return { ok: true, targets, isComplete: false };
  },

  /** A page has none. The title is the message's own where no property is mapped to it. */
  async listFields(connection, target, { http }) {
    if (target.kind === "page") return { ok: true, fields: [] };
    const id = notionId(target.id);
    if (id === null) return { ok: false, code: "invalid_target", detail: "target.id: expected the id or address of a database or page" };
    const source = await readDataSource(connection, id, http, Date.now());
    if (!source.ok) return failureOf(source.failure);
    return { ok: true, fields: source.value.properties.map(({ name, type }) => ({ name, type, isRequired: false, isUnique: false, isNullable: true, isWritable: isFillable(type), default: null })) };
  },

  /** A database's address becomes its data source, which is what rows are written to. */
  async resolveTarget(connection, target, { http }) {
    const id = notionId(target.id);
    if (id === null) return { ok: false, code: "invalid_target", detail: "target.id: expected the id or address of a database or page" };
    if (target.kind === "page") {
      const page = await readNotion(connection, http, { method: "GET", path: `/v1/pages/${id}` }, foundSchema, Date.now());
      return page.ok ? { ok: true, target: { kind: "page", id, name: nameOf(page.value) } } : failureOf(page.failure);
    }
    const source = await readNotion(connection, http, { method: "GET", path: `/v1/data_sources/${id}` }, foundSchema, Date.now());
    if (source.ok) return { ok: true, target: { kind: "database", id, name: nameOf(source.value) } };
    const database = await readNotion(connection, http, { method: "GET", path: `/v1/databases/${id}` }, databaseSchema, Date.now());
    if (!database.ok) return failureOf(database.failure);
    const [first] = database.value.data_sources;
    return { ok: true, target: { kind: "database", id: first?.id ?? id, name: first?.name ?? textOf(database.value.title) } };
  },
};

function choiceOf(found: z.infer<typeof foundSchema>): TargetChoice[] {
  const kind = found.object === "data_source" ? "database" : found.object === "page" ? "page" : null;
  if (kind === null) return [];
  const name = nameOf(found);
  return [{ target: { kind, id: found.id, name }, label: kind === "database" ? `${name} (database)` : name, isPrivate: false, isMember: true }];
}

function nameOf({ title, properties = {}, id }: z.infer<typeof foundSchema>): string {
  const own = Object.values(properties).find(({ type }) => type === "title")?.title;
  return textOf(title) || textOf(Array.isArray(own) ? own : undefined) || id;
}

function textOf(title: { plain_text: string }[] | undefined): string {
  return (title ?? []).map(({ plain_text: text }) => text).join("");
}

function failureOf(failure: NotionFailure): Failure {
  return { ok: false, code: failure.code, detail: failure.detail, ...(failure.status === "retry" && failure.retryAfterMs !== undefined ? { retryAfterMs: failure.retryAfterMs } : {}) };
}
