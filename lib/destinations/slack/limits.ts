/**
 * Slack's caps that a message keeps, in characters unless said otherwise. From docs.slack.dev/reference/block-kit and
 * chat.postMessage, but for the last: what Slack really answers `msg_blocks_too_long` to is not documented.
 */
export const slackLimits = {
  blocks: 50,
  sectionText: 3000,
  sectionFields: 10,
  fieldText: 2000,
  headerText: 150,
  contextElements: 10,
  actionsElements: 25,
  buttonText: 75,
  url: 3000,
  idText: 255,
  /** Recommended for `text`; the hard cap is 40,000, cut without an error. */
  fallbackText: 4000,
  markdownTotal: 12_000,
  tableRows: 100,
  tableColumns: 20,
  tableText: 10_000,
  /** All texts of the blocks together, `& < >` at the length of their entities. Refusals were recorded from 11,341 on. */
  totalText: 10_000,
} as const;
