import { expect, test } from "vitest";
import { renderMessage } from "@/lib/destinations/render-message";
import { sampleContext } from "@/lib/destinations/sample";
import { starterWebhookTemplate } from "@/lib/destinations/webhook/starter-template";
import { wireBody } from "@/lib/destinations/webhook/wire-format";
import type { Json } from "@/lib/durable/contract";
import { bodyChoice } from "./body-choice";

function bodyOf(template: unknown): Json {
  const rendered = renderMessage("webhook", { target: {}, template, config: {}, context: sampleContext });
  if ("refused" in rendered) throw new Error(rendered.refused.detail);
  return wireBody(rendered.message, "dlv_1");
}

test("the envelope as a template makes the envelope's body but for the delivery's id", () => {
  expect({ ...(bodyOf(starterWebhookTemplate(sampleContext)) as object), delivery_id: "dlv_1" }).toEqual(bodyOf(undefined));
});

test("what is sent is told from the template", () => {
  expect(bodyChoice(undefined, false)).toBe("envelope");
  expect(bodyChoice(undefined, true)).toBe("output");
  expect(bodyChoice({ mode: "json", body: ' "$output" ' }, false)).toBe("output");
  expect(bodyChoice({ mode: "json", body: "$output" }, true)).toBe("output");
  expect(bodyChoice({ mode: "json", body: '{ "a": $output }' }, true)).toBe("json");
});
