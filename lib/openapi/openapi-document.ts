import type { z } from "zod";
import { takesNothing, type Route } from "@/lib/http/define-route";
import { errorCodes } from "@/lib/errors";
import { createComponents, type Components } from "./components";
import { ingressPaths } from "./ingress-paths";
import { describeOperation, tagOf } from "./operation-words";

export type Operation = {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>;
  /** The scope a key needs. */
  "x-scope"?: string;
};
export type Parameter = { name: string; in: "path" | "query" | "header"; required: boolean; schema: JsonSchema; description?: string };
export type JsonSchema = { [keyword: string]: unknown };
export type OpenApiDocument = {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, JsonSchema> };
};

export type DocumentedRoute = { path: string; handlers: Partial<Record<string, Route>> };

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** The whole API, made of the very schemas that its routes parse and answer with. */
export function openApiDocument(routes: DocumentedRoute[], serverUrl: string): OpenApiDocument {
  const components = createComponents();
  const managed = routes.map(({ path, handlers }): [string, Record<string, Operation>] => {
    const operations = methods.flatMap((method) => {
      const route = handlers[method];
      return route ? [[method.toLowerCase(), operationOf(method, path, route, components)] as const] : [];
    });
    return [openApiPath(path), Object.fromEntries(operations)];
  });
  const paths = Object.fromEntries([...Object.entries(ingressPaths), ...managed.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
  const tags = [...new Set(Object.values(paths).flatMap((operations) => Object.values(operations).flatMap((operation) => operation.tags)))];
  return {
    openapi: "3.1.0",
    info: {
      title: "Ingestlayer",
      version: "1",
      description: "Events in, pipelines, deliveries. A key goes into `Authorization: Bearer il_live_…`; its scopes say what it may do. Lists are paged: `next` is the `cursor` of the page after, null on the last one.",
    },
    servers: [{ url: serverUrl }],
    tags: tags.map((name) => ({ name })),
    paths,
    components: {
      schemas: { Error: errorSchema, ...components.all() },
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "An API key, `il_live_…`." },
        agent: { type: "http", scheme: "bearer", description: "An agent's key, `ag_live_…`." },
        session: { type: "apiKey", in: "cookie", name: "ingestlayer.session", description: "The dashboard's own session." },
      },
    },
  };
}

function operationOf(method: string, path: string, { definition }: Route, components: Components): Operation {
  const { scope, params, query, body, response, status = 200 } = definition;
  const parameters = [...pathParameters(path, params, components), ...queryParameters(query, components)];
  const success: Operation["responses"] = response
    ? { [status]: { description: "Done", content: { "application/json": { schema: components.schemaOf(response, "output") } } } }
    : { 204: { description: "Done" } };
  return {
    operationId: operationId(method, path),
    summary: describeOperation(method, path),
    tags: [tagOf(path)],
    security: scope ? [{ key: [] }, { session: [] }] : [],
    ...(scope && { "x-scope": scope }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: !takesNothing(body), content: { "application/json": { schema: components.schemaOf(body, "input") } } } }),
    responses: { ...success, default: { description: "What was wrong", content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } } } },
  };
}

function openApiPath(path: string): string {
  return path.replaceAll(/\[(\w+)\]/g, "{$1}");
}

function operationId(method: string, path: string): string {
  const words = path.replace("/v1/", "").split(/[/\-[\]]+/).filter(Boolean);
  return [method.toLowerCase(), ...words].map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("");
}

function pathParameters(path: string, params: z.ZodType | undefined, components: Components): Parameter[] {
  const properties = params ? propertiesOf(components.schemaOf(params, "input")) : {};
  return [...path.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) => ({ name, in: "path", required: true, schema: properties[name] ?? { type: "string" } }));
}

function queryParameters(query: z.ZodType | undefined, components: Components): Parameter[] {
  if (!query) return [];
  const schema = components.schemaOf(query, "input");
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(propertiesOf(schema)).map(([name, member]) => ({ name, in: "query", required: required.includes(name), schema: member }));
}

function propertiesOf({ properties }: JsonSchema): Record<string, JsonSchema> {
  return typeof properties === "object" && properties !== null ? (properties as Record<string, JsonSchema>) : {};
}

const errorSchema: JsonSchema = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message"],
      properties: {
        code: { enum: errorCodes },
        message: { type: "string", description: "What is wrong, where, and what was expected." },
        details: { type: "array", description: "Every field that is wrong.", items: { type: "object", properties: { path: { type: "string" }, message: { type: "string" } } } },
      },
    },
  },
};
