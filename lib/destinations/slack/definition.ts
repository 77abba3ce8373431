import { defineDestination } from "../contract";
import { checkTemplate } from "./check-template";
import { slackLimits } from "./limits";
import { slackConfig, slackConnection, slackTarget, slackTemplate } from "./schemas";

export const slackDestination = defineDestination({
  id: "slack",
  version: 1,
  title: "Slack",
  connection: slackConnection,
  target: slackTarget,
  template: slackTemplate,
  config: slackConfig,
  limits: slackLimits,
  pace: (connectionId, { channel }) => ({
    // About one message a second and channel (docs.slack.dev, apis/web-api/rate-limits); 50 ms more than that for clocks.
    lane: { key: `slack:${connectionId}:${channel}`, periodMs: 1050 },
    // "Several hundred messages a minute" over a workspace, in the same place.
    budgets: [{ key: `slack:${connectionId}`, limit: 300, periodMs: 60_000 }],
  }),
  check: ({ template }) => checkTemplate(template),
});
