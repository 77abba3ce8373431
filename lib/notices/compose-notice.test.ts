import { describe, expect, test } from "vitest";
import { composeNotice } from "./compose-notice";
import type { NoticeRow } from "./store";

const delivery = {
  id: "dlv_1", kind: "slack", destination_id: "on-call", connection_id: "con_1", connection_slug: "acme", connection_name: "Acme",
  target: { channel: "C1", channelName: "alerts" }, message: { text: "ticket of [email]" }, possibly_sent: false,
};
const notice: NoticeRow = { id: "dlv_1:1", kind: "delivery", code: "msg_too_long", reason: "too long: ada@example.com", more: 0, round: 0, pipeline: { id: "pl_1", name: "Escalations" }, run_id: "run_1", steps: [], delivery };
const redacting = (columns: object) => [{ kind: "redact.pii", config: { columns } }];
const compose = (change: Partial<NoticeRow>) => composeNotice({ ...notice, ...change }, "https://events.example.com");
const fact = (change: Partial<NoticeRow>, label: string) => compose(change).facts.find((each) => each.label === label)?.value;

describe("a notice", () => {
  test("names the place, explains the code and links to what failed", () => {
    expect(compose({})).toEqual({
      title: "A delivery to Slack #alerts failed",
      facts: [
        { label: "Pipeline", value: "Escalations" },
        { label: "Reason", value: "The message is too long for Slack." },
        { label: "What to do", value: "Shorten the template, deploy, and send it anew." },
        { label: "Message", value: "ticket of [email]" },
      ],
      link: { label: "Open delivery", url: "https://events.example.com/deliveries/dlv_1" },
    });
  });

  test("says of a target and of a connection that what they get is held", () => {
    expect(compose({ kind: "target", code: "is_archived" }).title).toBe("Messages to Slack #alerts are held");
    expect(compose({ kind: "connection", code: "token_revoked" })).toMatchObject({ title: "Acme does not work any more: its messages are held", link: { url: "https://events.example.com/destinations/acme" } });
  });

  test("counts those that followed", () => {
    expect(compose({ round: 1, more: 1 }).title).toBe("1 more delivery to Slack #alerts failed");
    expect(compose({ round: 2, more: 14 })).toMatchObject({ title: "14 more deliveries to Slack #alerts failed", link: { url: "https://events.example.com/deliveries?status=dead&pipeline=pl_1&destination=on-call" } });
  });

  test("quotes the vendor's words for a code without an explanation", () => {
    expect(fact({ code: "novel" }, "Reason")).toContain("too long: ada@example.com");
  });
});

describe("of a pipeline that redacts", () => {
  test("quotes nothing that one destination sees and another does not", () => {
    const steps = redacting({ default: { email: "mask" }, "on-call": { email: "keep" } });
    expect(fact({ steps }, "Message")).toBeUndefined();
    expect(fact({ steps, code: "novel" }, "Reason")).not.toContain("ada@example.com");
    expect(fact({ steps: redacting({ default: { email: "mask" } }) }, "Message")).toBe("ticket of [email]");
  });

  test("does not repeat a step's error, which may hold the raw value", () => {
    const run = { kind: "run" as const, delivery: null, code: null, reason: "plan: expected a number, got ada@example.com" };
    expect(fact(run, "Reason")).toContain("ada@example.com");
    expect(JSON.stringify(compose({ ...run, steps: redacting({ default: { email: "mask" } }) }))).not.toContain("ada@example.com");
  });
});
