import { defineDestination } from "../contract";
import { explainWebhookFailure } from "./explain-failure";
import { renderWebhook } from "./render";
import { starterWebhookTemplate } from "./starter-template";
import { webhookConfig, webhookConnection, webhookTarget, webhookTemplate } from "./schemas";

export const webhookDestination = defineDestination({
  id: "webhook",
  version: 1,
  title: "Webhook",
  summary: "Send JSON to any address, signed if you like.",
  connection: webhookConnection,
  target: webhookTarget,
  template: webhookTemplate,
  config: webhookConfig,
  limits: {},
  anyTarget: {},
  describeTarget: () => "",
  render: renderWebhook,
  starterTemplate: starterWebhookTemplate,
  explainFailure: explainWebhookFailure,
  // The receiver's 429 paces; order is kept by none of its peers either (Standard Webhooks says so).
  pace: () => ({ lane: null, budgets: [] }),
});
