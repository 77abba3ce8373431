import { anyOption, confirm, imageObject, optionGroup, plainOption, plainText, url } from "./composition-objects";
import { flag, isObject, list, number, object, oneOf, text, violation, type Rule } from "./rule";

const type = text();
const id = text({ min: 1 });
const ids = list(id);
const actionId = text({ max: 255 });
const colorScheme = oneOf("primary", "danger");
const accessibilityLabel = text({ max: 75 });
const placeholder = plainText(150);
const actionable = { action_id: actionId, confirm, focus_on_load: flag };

const button = object({
  required: { type, text: plainText(75) },
  optional: {
    action_id: actionId,
    confirm,
    url: url(),
    value: text({ max: 2000 }),
    style: colorScheme,
    accessibility_label: accessibilityLabel,
  },
});

const workflowButton = object({
  required: { type, text: plainText(75), workflow: (value, at) => (isObject(value) ? [] : violation(at, "must provide an object")) },
  optional: { action_id: actionId, confirm, style: colorScheme, accessibility_label: accessibilityLabel },
});

const overflow = object({
  required: { type, options: list(plainOption, { min: 1, max: 5 }) },
  optional: { action_id: actionId, confirm },
});

const checkboxes = object({
  required: { type, options: list(anyOption, { min: 1, max: 10 }) },
  optional: { ...actionable, initial_options: list(anyOption, { min: 1, max: 10 }) },
});

const radioButtons = object({
  required: { type, options: list(anyOption, { min: 1, max: 10 }) },
  optional: { ...actionable, initial_option: anyOption },
});

const hasOptionsOrGroups: Rule = (value, at) =>
  isObject(value) && (value["options"] === undefined) === (value["option_groups"] === undefined)
    ? violation(at, "must define either `options` or `option_groups`")
    : [];

const optionSources = {
  options: list(plainOption, { min: 1, max: 100 }),
  option_groups: list(optionGroup, { min: 1, max: 100 }),
};
const conversationFilter = object({
  optional: {
    include: list(oneOf("im", "mpim", "private", "public"), { min: 1 }),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
});
const conversationOptions = { default_to_current_conversation: flag, filter: conversationFilter };

const select = (own: Record<string, Rule>, extra?: Rule): Rule =>
  object({ required: { type }, optional: { ...actionable, placeholder, ...own } }, extra);
const multiSelect = (own: Record<string, Rule>, extra?: Rule): Rule => select({ max_selected_items: number, ...own }, extra);

const selects = {
  static_select: select({ ...optionSources, initial_option: plainOption }, hasOptionsOrGroups),
  external_select: select({ initial_option: plainOption, min_query_length: number }),
  users_select: select({ initial_user: id }),
  conversations_select: select({ initial_conversation: id, response_url_enabled: flag, ...conversationOptions }),
  channels_select: select({ initial_channel: id, response_url_enabled: flag }),
  multi_static_select: multiSelect({ ...optionSources, initial_options: list(plainOption, { max: 100 }) }, hasOptionsOrGroups),
  multi_external_select: multiSelect({ initial_options: list(plainOption, { max: 100 }), min_query_length: number }),
  multi_users_select: multiSelect({ initial_users: ids }),
  multi_conversations_select: multiSelect({ initial_conversations: ids, ...conversationOptions }),
  multi_channels_select: multiSelect({ initial_channels: ids }),
};

const pickers = {
  datepicker: select({ initial_date: text() }),
  timepicker: select({ initial_time: text(), timezone: text() }),
  datetimepicker: object({ required: { type }, optional: { ...actionable, initial_date_time: number } }),
};

const clickables = { button, workflow_button: workflowButton, overflow, checkboxes, radio_buttons: radioButtons };

export const actionElements: Record<string, Rule> = { ...clickables, ...selects, ...pickers };

export const sectionAccessories: Record<string, Rule> = { ...clickables, ...selects, ...pickers, image: imageObject };

const feedbackButton = object({
  required: { text: plainText(75), value: text({ min: 1, max: 2000 }) },
  optional: { accessibility_label: accessibilityLabel },
});

export const contextActionElements: Record<string, Rule> = {
  feedback_buttons: object({
    required: { type, positive_button: feedbackButton, negative_button: feedbackButton },
    optional: { action_id: actionId },
  }),
  icon_button: object({
    required: { type, icon: text({ min: 1 }), text: plainText(75) },
    optional: { action_id: actionId, confirm, accessibility_label: accessibilityLabel, value: text({ max: 2000 }), visible_to_user_ids: ids },
  }),
};

const dispatchConfig = object({ optional: { trigger_actions_on: list(oneOf("on_enter_pressed", "on_character_entered")) } });
const typed = { action_id: actionId, focus_on_load: flag, placeholder, dispatch_action_config: dispatchConfig };

/** What an input block may hold: everything that carries a value, but no buttons. */
export const inputElements: Record<string, Rule> = {
  ...selects,
  ...pickers,
  checkboxes,
  radio_buttons: radioButtons,
  plain_text_input: object({
    required: { type },
    optional: { ...typed, initial_value: text(), multiline: flag, min_length: number, max_length: number },
  }),
  email_text_input: object({ required: { type }, optional: { ...typed, initial_value: text() } }),
  url_text_input: object({ required: { type }, optional: { ...typed, initial_value: text() } }),
  number_input: object({
    required: { type, is_decimal_allowed: flag },
    optional: { ...typed, initial_value: text(), min_value: text(), max_value: text() },
  }),
};
export const cardButton: Rule = button;
