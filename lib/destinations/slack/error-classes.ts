import type { DeliveryOutcome } from "../contract";

type ErrorClass = (detail: string, code: string) => DeliveryOutcome;

const rejected = (scope: "payload" | "target" | "connection"): ErrorClass => (detail, code) => ({ status: "rejected", scope, code, detail });
const rateLimited: ErrorClass = (detail, code) => ({ status: "retry", code, detail, rateLimited: true });
const ambiguous: ErrorClass = (detail, code) => ({ status: "retry", code, detail, ambiguous: true });
const retry: ErrorClass = (detail, code) => ({ status: "retry", code, detail });
/** A whole workspace over its limits: pointless to ask again soon. */
const later: ErrorClass = (detail, code) => ({ status: "retry", code, detail, retryAfterMs: 10 * 60_000 });

/** Error strings of `chat.postMessage` and its neighbours, from docs.slack.dev/reference/methods/chat.postMessage. */
const classes: [ErrorClass, string[]][] = [
  [rateLimited, ["ratelimited", "rate_limited"]],
  [later, ["message_limit_exceeded", "accesslimited", "team_added_to_org"]],
  [ambiguous, ["internal_error", "fatal_error", "request_timeout"]],
  [retry, ["service_unavailable"]],
  [rejected("target"), [
    "channel_not_found", "not_in_channel", "is_archived", "restricted_action", "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel", "restricted_action_non_threadable_channel", "restricted_action_thread_locked",
    "ekm_access_denied", "messages_tab_disabled", "cannot_reply_to_message", "channel_is_limited_access", "team_not_found",
    "method_not_supported_for_channel_type",
  ]],
  [rejected("payload"), [
    "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "no_text", "too_many_attachments",
    "attachment_payload_limit_exceeded", "invalid_attachments", "invalid_metadata_format", "invalid_metadata_schema",
    "metadata_too_large", "markdown_text_conflict", "invalid_arguments", "invalid_arg_name", "invalid_array_arg", "invalid_charset",
    "invalid_form_data", "invalid_post_type", "missing_post_type", "invalid_json", "json_not_object",
  ]],
  [rejected("connection"), [
    "invalid_auth", "account_inactive", "token_revoked", "token_expired", "not_authed", "org_login_required", "two_factor_setup_required",
    "access_denied", "enterprise_is_restricted", "not_allowed_token_type", "no_permission", "app_access_restricted", "missing_scope",
    "unknown_method", "method_deprecated", "deprecated_endpoint", "as_user_not_supported",
  ]],
];

export const slackErrorCodes = classes.flatMap(([, codes]) => codes);

const classOf = new Map(classes.flatMap(([errorClass, codes]) => codes.map((code): [string, ErrorClass] => [code, errorClass])));

/** A string nobody knows may be transient: a few retries, then dead with the string as it came. */
export function outcomeOfSlackError(code: string, detail: string): DeliveryOutcome {
  return (classOf.get(code) ?? retry)(detail, code);
}

/** What to do about the errors that a person has to mend. */
export const slackAdvice: Record<string, string> = {
  channel_not_found: "there is no such channel, or it is private and the bot is not in it: type /invite and the bot's name in that channel",
  not_in_channel: "the bot is not in this channel: type /invite and the bot's name in it, or give the app the scope chat:write.public",
  is_archived: "the channel is archived: unarchive it and resume, or deploy with another channel, which sends what is held there",
  restricted_action: "a workspace setting forbids the bot to post in this channel",
  restricted_action_read_only_channel: "only some people may post in this channel; let the bot do so in its settings",
  invalid_auth: "Slack does not know this token: connect again",
  account_inactive: "the app was removed from the workspace: install it again",
  token_revoked: "the token was revoked: connect again",
  token_expired: "the token expired: connect again, or turn off token rotation in the Slack app",
  missing_scope: "the app lacks a permission: add the scope and install it again",
  message_limit_exceeded: "the workspace reached its limit of messages",
};
