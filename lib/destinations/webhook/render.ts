import type { Rendered, RenderInput } from "../contract";
import { jsonTemplateOf, renderJson } from "@/lib/pipeline/template-json";
import type { WebhookConfig, WebhookTarget, WebhookTemplate } from "./schemas";

/** A body of the author's or a transform's own, else the envelope; `delivery_id` joins the envelope when it is sent. */
export function renderWebhook({ template, context }: RenderInput<WebhookTemplate, WebhookConfig, WebhookTarget>): Rendered {
  const { event, values } = context;
  if (template !== undefined) return { message: { body: renderJson(jsonTemplateOf(template.body), context) }, cuts: [] };
  if (values["output"] !== undefined) return { message: { body: values["output"] }, cuts: [] };
  const { id, type, occurred_at, received_at, payload } = event;
  return { message: { envelope: { id, type, occurred_at, received_at, payload, ...values } }, cuts: [] };
}
