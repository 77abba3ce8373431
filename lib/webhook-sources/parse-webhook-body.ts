import { UserError } from "@/lib/errors";
import { parseJsonText } from "@/lib/http/parse-json-text";

/** The payload of a webhook's body: JSON, or the fields of a form. Throws UserError, 415 for anything else. */
export function parseWebhookBody(body: Buffer, contentType: string | undefined): { payload: unknown; mayHoldEscapes: boolean } {
  const [type = "", ...parameters] = (contentType ?? "application/json").toLowerCase().split(";").map((part) => part.trim());
  if (parameters.some((parameter) => parameter.startsWith("charset=") && !/^charset="?utf-?8"?$/.test(parameter))) throw unsupported();
  if (type === "application/json" || /^application\/[a-z0-9.-]+\+json$/.test(type)) {
    return { payload: parseJsonText(body), mayHoldEscapes: body.includes("\\u") };
  }
  if (type === "application/x-www-form-urlencoded") return parseForm(body);
  throw unsupported();
}

/** A field that comes several times is a list. GitHub and Slack put JSON into a form's only field, `payload`. */
function parseForm(body: Buffer): { payload: unknown; mayHoldEscapes: boolean } {
  const form = new URLSearchParams(body.toString("utf8"));
  const names = [...new Set(form.keys())];
  const only = form.get("payload");
  if (names.length === 1 && only !== null && only.startsWith("{")) return { payload: parseJsonText(Buffer.from(only)), mayHoldEscapes: true };
  const fields = names.map((name): [string, string | string[]] => {
    const values = form.getAll(name);
    return [name, values.length === 1 ? (values[0] ?? "") : values];
  });
  return { payload: Object.fromEntries(fields), mayHoldEscapes: true };
}

function unsupported(): UserError {
  return new UserError("unsupported_media_type", "Content-Type: expected application/json or application/x-www-form-urlencoded, in UTF-8");
}
