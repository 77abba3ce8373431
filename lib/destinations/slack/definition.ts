import { defineDestination } from "../contract";
import { checkNoise } from "../check-noise";
import { checkTemplate } from "./check-template";
import { defaultTemplate } from "./default-template";
import { slackDigest } from "./digest";
import { explainSlackFailure } from "./explain-failure";
import { slackLimits } from "./limits";
import { renderSlack } from "./render";
import { slackConfig, slackConnection, slackTarget, slackTemplate } from "./schemas";

export const slackDestination = defineDestination({
  id: "slack",
  version: 1,
  title: "Slack",
  summary: "Post to the channels of a workspace.",
  connection: slackConnection,
  target: slackTarget,
  template: slackTemplate,
  config: slackConfig,
  limits: slackLimits,
  targetNoun: { one: "channel", many: "channels" },
  anyTarget: { channel: "#channel" },
  // A name that was typed begins with #; of one that was picked, the id is stored and the name beside it.
  describeTarget: ({ channel, channelName }) => (typeof channelName === "string" && channelName !== "" ? `#${channelName.replace(/^#/, "")}` : typeof channel === "string" ? channel : ""),
  render: renderSlack,
  renderDigest: slackDigest,
  starterTemplate: defaultTemplate,
  explainFailure: explainSlackFailure,
  throttle: { limit: 1, periodMs: 1000 },
  pace: (connectionId, { channel }) => ({
    // About one message a second and channel (docs.slack.dev, apis/web-api/rate-limits); 50 ms more than that for clocks.
    lane: { key: `slack:${connectionId}:${channel}`, periodMs: 1050 },
    // "Several hundred messages a minute" over a workspace, in the same place.
    budgets: [{ key: `slack:${connectionId}`, limit: 300, periodMs: 60_000 }],
  }),
  check: ({ template, config }) => [...checkTemplate(template), ...checkNoise(config)],
});
