import { escapeHtml } from "@/lib/pipeline/escape";
import { checkMessage } from "../check-message";
import { defineDestination } from "../contract";
import { starterMessage } from "../starter-message";
import { explainEmailFailure } from "./explain-failure";
import { emailLimits } from "./limits";
import { emailMessage } from "./message";
import { renderEmail } from "./render";
import { emailConfig, emailConnection, emailTarget, emailTemplate } from "./schemas";

export const emailDestination = defineDestination({
  id: "email",
  version: 1,
  title: "Email",
  summary: "Write to people through your own mail server.",
  connection: emailConnection,
  target: emailTarget,
  template: emailTemplate,
  config: emailConfig,
  limits: emailLimits,
  targetNoun: { one: "recipient", many: "recipients" },
  anyTarget: { to: ["team@example.com"] },
  describeTarget: ({ to }) => (Array.isArray(to) ? to.filter((each) => typeof each === "string" && each !== "").join(", ") : ""),
  render: renderEmail,
  measure: (message) => {
    const { to = [], subject = "", text = "" } = emailMessage.safeParse(message).data ?? {};
    return [
      { label: "recipients", used: to.length, max: emailLimits.recipients },
      { label: "subject", used: subject.length, max: emailLimits.subject },
      { label: "text", used: text.length, max: emailLimits.text },
    ];
  },
  starterTemplate: (context) => starterMessage(context, escapeHtml),
  explainFailure: explainEmailFailure,
  // Mail keeps no order; the budget is what small providers take without a complaint.
  pace: (connectionId) => ({ lane: null, budgets: [{ key: `email:${connectionId}`, limit: 10, periodMs: 1000 }] }),
  check: ({ template }) => (template === undefined ? [] : checkMessage(template)),
});
