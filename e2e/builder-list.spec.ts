import { expect, test } from "@playwright/test";
import { cardOf, expectSaved } from "./builder";
import { createOrganization } from "./fresh-organization";
import { openAs } from "./sign-in";

const isLarge = { where: { combinator: "and", conditions: [{ field: "$event.size", op: "==", value: "large" }] } };

test("on a narrow screen a pipeline is a list, with buttons and a sheet for what is dragged and typed on a wide one", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const organization = await createOrganization(baseURL ?? "", "list");
  const definition = {
    version: 1,
    slug: "orders",
    name: "Orders",
    steps: [{ id: "hide", kind: "redact.pii", config: { columns: { default: { email: "mask" } } } }, { id: "only-large", kind: "filter.match", config: isLarge }],
  };
  const { id } = await organization.api<{ id: string }>("POST", "/v1/pipelines", { definition });
  await openAs(page, organization.owner, `/pipelines/${id}`);
  await expect(cardOf(page, "Step 1, redact.pii")).toBeVisible();

  await page.getByRole("button", { name: "Move step hide down" }).click();
  await expect(cardOf(page, "Step 1, filter.match")).toBeVisible();
  await cardOf(page, "Step 2, redact.pii").click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Name", { exact: true }).fill("Hide addresses");
  await page.keyboard.press("Escape");
  await expect(cardOf(page, "Step 2, redact.pii, Hide addresses")).toBeVisible();
  const { shown, needed } = await page.evaluate(() => ({ shown: document.documentElement.clientWidth, needed: document.documentElement.scrollWidth }));
  expect(needed).toBeLessThanOrEqual(shown);

  await expectSaved(page);
  const { draft } = await organization.api<{ draft: { steps: { id: string; name?: string }[] } }>("GET", `/v1/pipelines/${id}`);
  expect(draft.steps.map((step) => [step.id, step.name])).toEqual([["only-large", undefined], ["hide", "Hide addresses"]]);
});
