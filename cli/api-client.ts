import { z } from "zod";
import { parseEnv } from "@/lib/env";
import { CliError, type CliIo } from "./command";

export type ApiClient = {
  /** Throws CliError with the server's own words. `schema` is of the whole answer. */
  call<T>(schema: z.ZodType<T>, method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<T>;
};

const TIMEOUT_MS = 60_000;

const errorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.array(z.object({ path: z.string(), message: z.string() })).optional() }),
});

export const hasId = z.looseObject({ id: z.string() });
export const oneOf = <T extends z.ZodType>(resource: T) => z.object({ data: resource });
export const listOf = <T extends z.ZodType>(resource: T) => z.object({ data: z.array(resource), next: z.string().nullish() });

export function apiClient({ environment, signal }: CliIo): ApiClient {
  const base = (environment.INGESTLAYER_URL || parseEnv(environment).publicUrl).replace(/\/+$/, "");
  const key = environment.INGESTLAYER_KEY;
  if (!key) throw new CliError("INGESTLAYER_KEY is not set: make one with `key create --name … --scopes ingest,read,manage` and export it");

  return {
    async call(schema, method, path, body) {
      const response = await send(`${base}${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      const text = await response.text();
      const json = text === "" ? undefined : parseJson(text, response, base);
      if (!response.ok) throw refusal(response.status, json);
      return schema.parse(json);
    },
  };

  async function send(url: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(url, init);
    } catch (error) {
      if (signal.aborted) throw error;
      const reason = error instanceof Error ? (error.cause instanceof Error ? error.cause.message || error.message : error.message) : String(error);
      throw new CliError(`no answer from ${base} (${reason}): start the server with \`npm start\`, or set INGESTLAYER_URL`);
    }
  }
}

/** An id or slug as a part of a path. */
export function segment(text: string): string {
  return encodeURIComponent(text);
}

export function query(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}

function parseJson(text: string, response: Response, base: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CliError(`${base} answered ${response.status} with something that is not JSON: is INGESTLAYER_URL the address of Ingestlayer?`);
  }
}

function refusal(status: number, json: unknown): CliError {
  const parsed = errorSchema.safeParse(json);
  if (!parsed.success) return new CliError(`the server answered ${status}`);
  const { code, message, details = [] } = parsed.data.error;
  return new CliError([`${message} (${code})`, ...details.map((detail) => `  ${detail.path === "" ? "" : `${detail.path}: `}${detail.message}`)].join("\n"));
}
