import { describe, expect, it } from "vitest";
import { slackErrorCodes } from "@/lib/destinations/slack/error-classes";
import { explainFailure, type FailedDelivery } from "./explain-failure";

const failed = (more: Partial<FailedDelivery>): FailedDelivery => ({ kind: "slack", status: "dead", code: null, reason: null, possibly_sent: false, hasMessage: true, ...more });
const webhookCodes = ["refused", "unsent", "unknown", ...[301, 400, 401, 403, 404, 408, 410, 413, 422, 425, 429, 500, 503].map((status) => `http_${status}`)];
const ownCodes = ["paused", "possibly_sent", "connection_missing", "unknown_kind", "invalid_template", "invalid_target", "invalid_config", "invalid_connection"];

describe("every failure", () => {
  const all = [
    ...[...slackErrorCodes, ...ownCodes, "http_400", "http_404", "http_413", "http_502", "refused", "unsent", "unknown", "unreadable_answer"].map((code) => ({ kind: "slack", code })),
    ...[...webhookCodes, ...ownCodes].map((code) => ({ kind: "webhook", code })),
  ];
  it.each(all)("$kind $code says what happened, whose move it is and, where it is yours, has a button", ({ kind, code }) => {
    for (const status of ["held", "dead"]) {
      const entry = explainFailure(failed({ kind, code, status }));
      expect(entry?.what).toMatch(/^[A-Z].*\.$/);
      expect(entry?.what).not.toMatch(/^It was refused/);
      expect(entry?.advice).toMatch(/\.$/);
      if (entry?.move === "you") expect(entry.actions.length).toBeGreaterThan(0);
      if (status === "dead") expect(entry?.move).toBe("you");
    }
  });

  it.each(all)("$kind $code that is retried is nobody's move, and can be hurried", ({ kind, code }) => {
    expect(explainFailure(failed({ kind, code, status: "retrying" }))).toMatchObject({ move: "nobody", actions: ["replay"] });
  });
});

it.each(["pending", "delivering", "delivered", "skipped"])("nothing is wrong with a delivery that is %s", (status) => {
  expect(explainFailure(failed({ status }))).toBeNull();
});

it("a bot outside the channel is invited, then the destination resumed", () => {
  expect(explainFailure(failed({ status: "held", code: "not_in_channel" }))?.actions).toEqual(["invite", "resume", "edit-destination"]);
});

it("a dead token is replaced, never the message sent again", () => {
  expect(explainFailure(failed({ status: "held", code: "token_revoked" }))).toMatchObject({ move: "you", actions: ["reconnect"] });
});

it("what may have arrived is looked for before it is sent again", () => {
  expect(explainFailure(failed({ status: "held", code: "possibly_sent" }))?.advice).toContain("Look whether it is there");
  expect(explainFailure(failed({ kind: "webhook", code: "http_503", possibly_sent: true }))?.advice).toContain("may have arrived");
});

it("what was never rendered can't be sent again as it was", () => {
  expect(explainFailure(failed({ kind: "webhook", code: "http_422", hasMessage: false }))?.actions).toEqual(["edit-template", "rerun"]);
});

it("an unknown code is shown in the receiver's own words", () => {
  expect(explainFailure(failed({ code: "brand_new_error", status: "held", reason: "brand_new_error; see docs" }))?.what).toBe("It was refused: brand_new_error; see docs");
});
