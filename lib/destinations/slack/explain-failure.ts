import type { FailureEntry } from "../failure-entry";
import { outcomeOfSlackError } from "./error-classes";

/** Of Slack's error codes; every code that a class of errors knows has an entry, an unknown one has none. */
export function explainSlackFailure(code: string): FailureEntry | undefined {
  if (named[code]) return named[code];
  if (/^http_5\d\d$/.test(code)) return away("Slack failed while it took the message.");
  if (/^http_4(00|13)$/.test(code)) return message("Slack refused the message.");
  if (/^http_[34]\d\d$/.test(code)) return connection("The API address did not answer as Slack does.");
  const outcome = outcomeOfSlackError(code, code);
  if (outcome.status === "rejected" && outcome.scope === "target") return target("Slack refuses messages in this channel.");
  if (outcome.status === "rejected" && outcome.scope === "payload") return message(`Slack refused the message itself (${code}).`);
  if (outcome.status === "rejected") return connection(`Slack refused the connection (${code}).`);
  return undefined;
}

function target(what: string, advice = "Allow it in Slack and resume, or choose another channel."): FailureEntry {
  return { what, move: "you", advice, actions: ["resume", "edit-destination"] };
}

function message(what: string, advice = "Mend the template, deploy, and send it anew."): FailureEntry {
  return { what, move: "you", advice, actions: ["edit-template", "rerun"] };
}

function connection(what: string, advice = "Connect the workspace again; what is held is then sent, in order."): FailureEntry {
  return { what, move: "you", advice, actions: ["reconnect"] };
}

function away(what: string): FailureEntry {
  return { what, move: "receiver", advice: "Slack has to recover; see status.slack.com.", actions: ["replay"] };
}

const busy: FailureEntry = { what: "Slack limits how fast messages may come.", move: "nobody", advice: "The channel waits as long as Slack asked for; order is kept.", actions: [] };
const invite = "Type the command in the channel, then resume: what was held is sent, in order.";

const named: Record<string, FailureEntry> = {
  ratelimited: busy,
  rate_limited: busy,
  message_limit_exceeded: { what: "The workspace reached its limit of messages.", move: "receiver", advice: "The workspace's plan has to allow more.", actions: ["replay"] },
  accesslimited: away("Slack limits access to this workspace for now."),
  team_added_to_org: away("The workspace is being moved into an organization."),
  internal_error: away("Slack failed while it took the message."),
  fatal_error: away("Slack failed while it took the message."),
  request_timeout: away("Slack did not get the whole message in time."),
  service_unavailable: away("Slack is unavailable."),
  unsent: away("Slack could not be reached."),
  unknown: away("The connection to Slack broke before its answer."),
  unreadable_answer: away("Slack's answer could not be read."),
  channel_not_found: {
    what: "Slack has no such channel, or it is private and the bot is not in it.",
    move: "you",
    advice: invite,
    actions: ["invite", "resume", "edit-destination"],
  },
  not_in_channel: { what: "The bot is not in this channel.", move: "you", advice: invite, actions: ["invite", "resume", "edit-destination"] },
  is_archived: target("The channel is archived.", "Unarchive it in Slack and resume, or choose another channel and deploy: what is held goes there."),
  restricted_action: target("A workspace setting forbids the bot to post in this channel.", "An admin has to allow it; then resume."),
  restricted_action_read_only_channel: target("Only some people may post in this channel.", "Let the bot do so in the channel's settings, then resume."),
  team_not_found: target("Slack does not know the workspace.", "Connect the right workspace, or choose another channel."),
  invalid_auth: connection("Slack does not know this token."),
  not_authed: connection("Slack got no token."),
  account_inactive: connection("The app was removed from the workspace.", "Install it again; what is held is then sent, in order."),
  token_revoked: connection("The token was revoked."),
  token_expired: connection("The token expired.", "Connect again, and turn off token rotation in the Slack app."),
  missing_scope: connection("The app lacks a permission.", "Add the scope to the Slack app and install it again."),
  refused: connection("The API address may not be reached from here.", "Correct the address, or allow its network; then what is held is sent."),
  no_text: message("The message has no text.", "Give the template a text or a notification text, deploy, and send it anew."),
  msg_too_long: message("The message is too long for Slack.", "Shorten the template, deploy, and send it anew."),
  invalid_blocks: message("Slack refused the message's blocks.", "The answer below names the block. Mend the template, deploy, and send it anew."),
  invalid_blocks_format: message("The message's blocks are not in Slack's form."),
};
