import { createHmac } from "node:crypto";
import { expect, test } from "@playwright/test";
import { createOrganization } from "./fresh-organization";
import { openSignedIn } from "./sign-in";

test("a webhook source is made, believed by its secret, and its address is replaced", async ({ browser, baseURL }) => {
  const organization = await createOrganization(baseURL!, "hooks");
  const page = await (await openSignedIn(browser, organization.owner)).newPage();
  await page.goto("/sources?new=1");
  await page.getByRole("combobox", { name: "Kind" }).click();
  await page.getByRole("option", { name: /Webhook/ }).click();
  await page.getByLabel("Name").fill("Billing");
  await page.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { name: "Billing is ready" })).toBeVisible();
  const address = (await page.getByLabel("address code").textContent()) ?? "";
  const secret = (await page.getByLabel("secret code").textContent()) ?? "";
  await page.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByText("Waiting for the first event")).toBeVisible();

  const body = JSON.stringify({ type: "invoice.paid", id: "in_1" });
  const call = (url: string, key: string) =>
    fetch(url, { method: "POST", body, headers: { "content-type": "application/json", "x-ingest-signature": createHmac("sha256", key).update(body).digest("hex") } });
  expect((await call(address, "wrong")).status).toBe(401);
  expect((await call(address, secret)).status).toBe(202);
  await expect(page.getByText("1 event")).toBeVisible();

  await page.getByRole("button", { name: "New address" }).click();
  await page.getByRole("button", { name: "Make an address" }).click();
  const replaced = (await page.getByRole("dialog").getByLabel("address code").textContent()) ?? "";
  await page.getByRole("button", { name: "Done" }).click();
  expect((await call(address, secret)).status).toBe(404);
  expect((await call(replaced, secret)).status).toBe(202);
});

test("a Stripe source takes the secret that Stripe shows for its address", async ({ browser, baseURL }) => {
  const organization = await createOrganization(baseURL!, "stripe");
  const { id, webhook } = await organization.api<{ id: string; webhook: { url: string } }>("POST", "/v1/sources", { slug: "stripe", kind: "webhook", auth_mode: "stripe" });
  const page = await (await openSignedIn(browser, organization.owner)).newPage();
  await page.goto(`/sources/${id}`);
  await page.getByRole("button", { name: "Set the secret" }).click();
  await page.getByRole("dialog").getByLabel("Secret").fill("whsec_as_stripe_shows_it");
  await page.getByRole("button", { name: "Use this secret" }).click();
  await expect(page.getByText("The secret you gave proves its calls from now on")).toBeVisible();

  const body = JSON.stringify({ type: "invoice.paid", id: "evt_1" });
  const time = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", "whsec_as_stripe_shows_it").update(`${time}.${body}`).digest("hex");
  const answer = await fetch(webhook.url, { method: "POST", body, headers: { "content-type": "application/json", "stripe-signature": `t=${time},v1=${signature}` } });
  expect(answer.status).toBe(202);
  await expect(page.getByText("1 event")).toBeVisible();
});

test("an agent gets a key for a pipeline, and runs it", async ({ browser, baseURL }) => {
  const organization = await createOrganization(baseURL!, "agents");
  const definition = { version: 1, slug: "triage", name: "Triage", sources: [], steps: [], destinations: [] };
  const pipeline = await organization.api<{ id: string }>("POST", "/v1/pipelines/import", { definition, deploy: true, activate: true });
  const page = await (await openSignedIn(browser, organization.owner)).newPage();
  await page.goto("/keys?agent=new");
  await page.getByLabel("Name").fill("Assistant");
  await page.getByRole("checkbox", { name: /Triage/ }).check();
  await page.getByRole("dialog").getByRole("button", { name: "Create" }).click();
  const key = (await page.getByLabel("key code").textContent()) ?? "";
  await page.getByRole("button", { name: "I have copied it" }).click();
  const invoke = () => fetch(`${baseURL}/v1/agent/invoke/${pipeline.id}?wait=true`, { method: "POST", headers: { authorization: `Bearer ${key}`, "content-type": "application/json" }, body: '{"payload":{"n":1}}' });
  const answer = await invoke();
  expect([answer.status, (await answer.json()).data]).toMatchObject([200, { status: "succeeded", payload: { n: 1 } }]);
  await page.getByRole("button", { name: "Revoke Assistant" }).click();
  await page.getByRole("button", { name: "Revoke", exact: true }).last().click();
  await expect(page.getByText("No agent yet")).toBeVisible();
  await expect.poll(async () => (await invoke()).status).toBe(401);
});

test("an event is declared from what came, refused when it does not fit, and accepted once the schema is mended", async ({ browser, baseURL }) => {
  const organization = await createOrganization(baseURL!, "schemas");
  for (let n = 0; n < 12; n++) await organization.ingest("user/signed.up", { user_id: `u${n}`, plan: n % 2 ? "free" : "pro" });
  const page = await (await openSignedIn(browser, organization.owner)).newPage();
  await page.goto("/schemas?new=1");
  await page.getByLabel("Event type").fill("user/signed.up");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Declaration as YAML")).toHaveValue(/plan: enum \[free, pro\]/);
  await expect(page.getByText("All 12 recent events fit")).toBeVisible();
  await page.getByRole("button", { name: "Declare" }).click();
  await expect(page.getByText("· version 1,")).toBeVisible();

  // Saved elsewhere meanwhile: what is being typed stays, and says so.
  await page.getByLabel("Declaration as YAML").fill("event: user/signed.up\nschema:\n  mine: string\n");
  const [former] = await organization.api<{ yaml: string }[]>("GET", "/v1/schemas/user%2Fsigned.up/versions");
  await organization.api("PUT", "/v1/schemas/user%2Fsigned.up", { yaml: former?.yaml });
  await expect(page.getByText("Version 2 was saved meanwhile")).toBeVisible({ timeout: 15_000 });
  await expect(page.getByLabel("Declaration as YAML")).toHaveValue(/mine: string/);
  await page.getByRole("button", { name: "Load it" }).click();
  await expect(page.getByLabel("Declaration as YAML")).toHaveValue(/plan: enum/);

  await expect(organization.ingest("user/signed.up", { user_id: "u99", plan: "scale" })).rejects.toThrow(/422.*payload\.plan/);
  await page.goto("/rejections");
  await page.getByRole("button", { name: /Breaks its schema/ }).click();
  await page.getByRole("button", { name: "Judge it again" }).click();
  await expect(page.getByText(/expected one of/).last()).toBeVisible();
  await page.getByRole("link", { name: "Open its schema" }).click();
  const editor = page.getByLabel("Declaration as YAML");
  await editor.fill((await editor.inputValue()).replace("[free, pro]", "[free, pro, scale]"));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("· version 3,")).toBeVisible();
  await page.getByRole("tab", { name: "TypeScript" }).click();
  await expect(page.getByText('plan: "free" | "pro" | "scale";')).toBeVisible();
  await page.getByRole("button", { name: "Judge them again" }).click();
  await expect(page.getByText("1 accepted, 0 still refused")).toBeVisible();
  expect(await organization.api<{ id: string }[]>("GET", "/v1/events?limit=50")).toHaveLength(13);
});
