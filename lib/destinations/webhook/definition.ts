import { defineDestination } from "../contract";
import { webhookConfig, webhookConnection, webhookTarget, webhookTemplate } from "./schemas";

export const webhookDestination = defineDestination({
  id: "webhook",
  version: 1,
  title: "Webhook",
  connection: webhookConnection,
  target: webhookTarget,
  template: webhookTemplate,
  config: webhookConfig,
  limits: {},
  // The receiver's 429 paces; order is kept by none of its peers either (Standard Webhooks says so).
  pace: () => ({ lane: null, budgets: [] }),
});
