import type { z } from "zod";
import type { Scope } from "@/lib/api-keys/scopes";
import { database, type Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { assertScope, authenticate, type Actor } from "./authenticate";
import { clientAddress } from "./client-address";
import { errorResponse, jsonResponse, type PlainResponse } from "./error-response";
import { invalidRequest, problemsOf } from "./invalid-request";
import { readJsonBody } from "./read-json-body";
import { requestIdOf } from "./request-id";
import { requestOrigin } from "./request-origin";

/** What a route was asked, parsed. */
type Asked<Params, Query, Body> = {
  params: Params;
  query: Query;
  body: Body;
  /** The address the request comes from. */
  network: string;
  /** Where the browser is: `https://events.example.com`. */
  origin: string;
  db: Database;
  requestId: string;
};

type Exchange<Params, Query, Body, Result> = {
  /** Of the path. A value that does not fit answers `not_found`, as an unknown id does. */
  params?: z.ZodType<Params>;
  /** Every value is a string, or a list of strings where a name is repeated: coerce numbers. */
  query?: z.ZodType<Query>;
  /** JSON. Absent = the body is not read. One that takes `undefined` makes an empty body do. */
  body?: z.ZodType<Body>;
  /** Of the whole answer. What it does not name is left out of the answer, so a secret cannot slip in. */
  response?: z.ZodType<Result>;
  /** When it went well; 200 unless given. A handler that returns undefined answers 204. */
  status?: number;
  /** Where the answer decides between `status` and another one. */
  statusOf?: (answer: Result) => number;
  /** 1 MiB unless given. */
  bodyBytesMax?: number;
};

export type RouteDefinition<Params, Query, Body, Result> = Exchange<Params, Query, Body, Result> & {
  /** What a key must carry, and a member's role must give. */
  scope: Scope;
  /** Returns the whole answer: `{ data: … }`, or a `Page` for a list. Throws UserError. */
  handler: (input: Asked<Params, Query, Body> & { actor: Actor }) => Promise<Result> | Result;
};

export type PublicRouteDefinition<Params, Query, Body, Result> = Exchange<Params, Query, Body, Result> & {
  handler: Handler<Params, Query, Body, Result>;
};

/** What Next gives a route as its second argument. */
export type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };

export type Route = ((request: Request, context?: RouteContext) => Promise<Response>) & {
  /** Read by the OpenAPI document. Without a scope anybody may ask. */
  definition: Exchange<unknown, unknown, unknown, unknown> & { scope?: Scope };
};

/** A management route: authenticates, checks the scope, parses, calls the handler, maps errors. */
export function defineRoute<Params = undefined, Query = undefined, Body = undefined, Result = unknown>(
  definition: RouteDefinition<Params, Query, Body, Result>,
): Route {
  return createRoute(definition, async (request, db) => {
    const actor = await authenticate(request, db);
    assertScope(actor, definition.scope);
    return (asked) => definition.handler({ ...asked, actor });
  });
}

/** For strangers: what is in the request must itself prove that they may ask. */
export function definePublicRoute<Params = undefined, Query = undefined, Body = undefined, Result = unknown>(
  definition: PublicRouteDefinition<Params, Query, Body, Result>,
): Route {
  return createRoute(definition, () => definition.handler);
}

type Handler<Params, Query, Body, Result> = (asked: Asked<Params, Query, Body>) => Promise<Result> | Result;

/** Nothing of a request is parsed before `admit` lets it in. */
type Admit<Params, Query, Body, Result> = (
  request: Request,
  db: Database,
) => Promise<Handler<Params, Query, Body, Result>> | Handler<Params, Query, Body, Result>;

function createRoute<Params, Query, Body, Result>(exchange: Exchange<Params, Query, Body, Result>, admit: Admit<Params, Query, Body, Result>): Route {
  const route = async (request: Request, context?: RouteContext): Promise<Response> => {
    const requestId = requestIdOf(request.headers.get("x-request-id"));
    let answer: PlainResponse;
    try {
      answer = await respond(exchange, admit, request, context, requestId);
    } catch (error) {
      answer = errorResponse(error, requestId);
    }
    return new Response(answer.status === 204 ? null : answer.body, { status: answer.status, headers: answer.headers });
  };
  return Object.assign(route, { definition: exchange as unknown as Route["definition"] });
}

async function respond<Params, Query, Body, Result>(
  exchange: Exchange<Params, Query, Body, Result>,
  admit: Admit<Params, Query, Body, Result>,
  request: Request,
  context: RouteContext | undefined,
  requestId: string,
): Promise<PlainResponse> {
  const db = database();
  const handler = await admit(request, db);
  const result = await handler({
    params: parseParams(exchange.params, await context?.params),
    query: parse(exchange.query, readQuery(new URL(request.url).searchParams)),
    body: exchange.body ? parse(exchange.body, await readJsonBody(request, exchange.bodyBytesMax ?? 1024 * 1024, { mayBeEmpty: takesNothing(exchange.body) })) : parse(exchange.body, undefined),
    network: clientAddress(request.headers),
    origin: requestOrigin(request.headers),
    db,
    requestId,
  });
  if (result === undefined) return { status: 204, headers: { "x-request-id": requestId }, body: "" };
  const answer = exchange.response ? exchange.response.parse(result) : result;
  return jsonResponse(exchange.statusOf?.(answer) ?? exchange.status ?? 200, answer, requestId, { "cache-control": "no-store" });
}

/** Whether a request may come without what the schema is of. */
export function takesNothing(schema: z.ZodType): boolean {
  return schema.safeParse(undefined).success;
}

function parseParams<T>(schema: z.ZodType<T> | undefined, value: unknown): T {
  const parsed = schema?.safeParse(value);
  if (parsed && !parsed.success) throw new UserError("not_found", "There is nothing here with this id");
  return (parsed ? parsed.data : undefined) as T;
}

function parse<T>(schema: z.ZodType<T> | undefined, value: unknown): T {
  // Without a schema T is its default, undefined.
  if (!schema) return undefined as T;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidRequest(problemsOf(parsed.error));
}

function readQuery(search: URLSearchParams): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return query;
}
