import type { SandboxRequest } from "./http";
import type { Arguments } from "./method";

type Read = { kind: "ok"; args: Arguments; token: string | null; warnings: string[] } | { kind: "error"; error: string };

/** The arguments of a call out of query and body, and the token where Slack looks for it: header or form field, nowhere else. */
export async function readArguments(request: SandboxRequest, acceptsJson: boolean): Promise<Read> {
  const query = Object.fromEntries(request.query);
  delete query["token"];
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(request.headers["authorization"] ?? "")?.[1] ?? null;
  if (request.method !== "POST" || request.body.length === 0) return { kind: "ok", args: query, token: bearer, warnings: [] };

  const type = readContentType(request.headers["content-type"]);
  if (type === null) return { kind: "error", error: "missing_post_type" };
  if (type.charset !== null && !["utf-8", "utf8", "iso-8859-1"].includes(type.charset)) {
    return { kind: "error", error: "invalid_charset" };
  }

  switch (type.name) {
    case "application/x-www-form-urlencoded": {
      const warnings = type.charset === null ? [] : ["superfluous_charset"];
      return fromForm(query, new URLSearchParams(request.body.toString("utf8")), bearer, warnings);
    }
    case "multipart/form-data": {
      const form = await readMultipart(request);
      return form === null ? { kind: "error", error: "invalid_form_data" } : fromForm(query, form, bearer, []);
    }
    case "application/json": {
      const warnings = type.charset === null ? ["missing_charset"] : [];
      const body = parseJson(request.body.toString("utf8"));
      if (body === undefined) return { kind: "error", error: "invalid_json" };
      if (typeof body !== "object" || body === null || Array.isArray(body)) return { kind: "error", error: "json_not_object" };
      const { token: _, ...args } = Object.fromEntries(Object.entries(body));
      return { kind: "ok", args: acceptsJson ? { ...query, ...args } : query, token: bearer, warnings };
    }
    case "text/plain":
      return { kind: "ok", args: query, token: bearer, warnings: [] };
    default:
      return { kind: "error", error: "invalid_post_type" };
  }
}

function fromForm(query: Arguments, form: URLSearchParams, bearer: string | null, warnings: string[]): Read {
  const { token, ...args } = Object.fromEntries(form);
  return { kind: "ok", args: { ...query, ...args }, token: bearer ?? (token || null), warnings };
}

function readContentType(header: string | undefined): { name: string; charset: string | null } | null {
  if (!header) return null;
  const [name = "", ...parameters] = header.split(";");
  const charset = parameters.map((parameter) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/i.exec(parameter)?.[1]).find(Boolean);
  return { name: name.trim().toLowerCase(), charset: charset?.toLowerCase() ?? null };
}

async function readMultipart(request: SandboxRequest): Promise<URLSearchParams | null> {
  try {
    const form = await new Response(new Uint8Array(request.body), {
      headers: { "content-type": request.headers["content-type"] ?? "" },
    }).formData();
    const fields = new URLSearchParams();
    form.forEach((value, name) => {
      if (typeof value === "string") fields.append(name, value);
    });
    return fields;
  } catch {
    return null;
  }
}

/** Undefined for what is no JSON; JSON itself has no undefined. */
export function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}
