import { liveFunctions } from "@/inngest/live-functions";
import type { Served } from "@/inngest/serve-functions";
import { inngestSettings, type InngestSettings } from "@/inngest/settings";
import { database } from "@/lib/db";
import { env } from "@/lib/env";
import { UserError } from "@/lib/errors";
import { errorResponse } from "@/lib/http/error-response";
import { requestIdOf } from "@/lib/http/request-id";

export const dynamic = "force-dynamic";

/** Where Inngest calls the functions. Without Inngest there is nothing here, and its SDK is not loaded. */
export const GET = (request: Request) => answer("GET", request);
export const POST = (request: Request) => answer("POST", request);
export const PUT = (request: Request) => answer("PUT", request);

let served: Promise<Served> | undefined;

async function answer(method: keyof Served, request: Request): Promise<Response> {
  try {
    const settings = inngestSettings();
    if (!settings) throw new UserError("not_found", "Inngest is not configured: this install runs its functions itself");
    served ??= load(settings);
    return await (await served)[method](request);
  } catch (error) {
    const { status, headers, body } = errorResponse(error, requestIdOf(request.headers.get("x-request-id") ?? undefined));
    return new Response(body, { status, headers });
  }
}

async function load(settings: InngestSettings): Promise<Served> {
  const { serveFunctions } = await import("@/inngest/serve-functions");
  const { publicUrl } = env();
  return serveFunctions(settings, liveFunctions({ db: database(), publicUrl }), publicUrl);
}
