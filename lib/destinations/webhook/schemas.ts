import { z } from "zod";
import { field } from "@/lib/schema-form/field";

export const webhookAuths = ["none", "bearer", "hmac"] as const;

/** Set by us or by the connection itself; a value from outside could redirect or split the request. */
const reservedHeaders = new Set([
  "host", "connection", "content-length", "content-type", "transfer-encoding", "expect", "upgrade", "keep-alive", "te", "trailer", "proxy-authorization",
  "x-ingestlayer-signature", "webhook-id", "webhook-timestamp", "webhook-signature", "traceparent",
]);
const headerName = /^[!#$%&'*+.^_`|~0-9a-z-]{1,100}$/i;

export const webhookConnection = z
  .strictObject({
    url: field.url({ label: "Address", placeholder: "https://example.com/hooks/ingestlayer" }),
    auth: field.select({ label: "Authentication" }, webhookAuths, { none: "None", bearer: "Bearer token", hmac: "Signature (HMAC)" }).default("none"),
    token: field.secret({ label: "Bearer token", onlyWhen: { field: "auth", is: "bearer" } }, z.string().min(1).max(4000).regex(/^[\x21-\x7e]+$/, "expected visible ASCII characters without spaces")).optional(),
    signingSecret: field.secret(
      { label: "Signing secret", placeholder: "whsec_…", help: "whsec_ and the base64 of 24 to 64 random bytes, as Standard Webhooks has it.", onlyWhen: { field: "auth", is: "hmac" } },
      z.string().max(200).regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, "expected whsec_ and the base64 of 24 to 64 bytes"),
    ).optional(),
    headers: field.map(
      { label: "More headers", isAdvanced: true },
      field.secret({ label: "Value" }, z.string().max(4000).regex(/^[\x20-\x7e]*$/, "expected printable ASCII characters")),
    ).optional(),
  })
  .superRefine(({ auth, token, signingSecret, headers = {} }, context) => {
    const fault = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
    if (auth === "bearer" && token === undefined) fault(["token"], "expected a token, since authentication is bearer");
    if (auth === "hmac" && signingSecret === undefined) fault(["signingSecret"], "expected a signing secret, since authentication is hmac");
    for (const name of Object.keys(headers)) {
      if (!headerName.test(name)) fault(["headers", name], "expected a header name");
      else if (reservedHeaders.has(name.toLowerCase())) fault(["headers", name], "this header can't be set");
    }
  });

export const webhookTarget = z.strictObject({});

export const webhookTemplate = z.strictObject({
  mode: field.select({ label: "Body" }, ["json"], { json: "JSON" }),
  body: field.jsonTemplate({ label: "Body", help: "A JSON document with refs; a string that is one ref keeps its type." }),
});

export const webhookConfig = z.strictObject({});

export type WebhookConnection = z.infer<typeof webhookConnection>;
export type WebhookTarget = z.infer<typeof webhookTarget>;
export type WebhookTemplate = z.infer<typeof webhookTemplate>;
export type WebhookConfig = z.infer<typeof webhookConfig>;
