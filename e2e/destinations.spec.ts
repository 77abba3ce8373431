import { expect, test } from "@playwright/test";
import { createOrganization } from "./fresh-organization";
import { receivers } from "./receivers";
import { openAs } from "./sign-in";

for (const [kind, start] of Object.entries(receivers)) {
  test(`${kind} is connected by its form, tried, and gets the message that the editor shows`, async ({ page, baseURL }) => {
    test.setTimeout(240_000);
    const organization = await createOrganization(baseURL!, kind);
    const receiver = await start();
    await openAs(page, organization.owner, `/destinations/new/${kind}`);
    await receiver.fill(page);
    await page.getByRole("button", { name: "Test and connect" }).click();
    await expect(page).toHaveURL(/\/destinations\/con_/);
    await expect(page.getByText(receiver.summary).first()).toBeVisible();

    await receiver.choose?.(page);
    await page.getByRole("button", { name: "Send test message" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Arrived" })).toBeVisible();
    const tried = await receiver.messages();
    expect(tried.flat().join("\n")).toContain("ingestlayer.test");

    const { slug: connection } = await organization.api<{ slug: string }>("GET", `/v1/connections/${page.url().split("/").pop()}`);
    const destinations = [{ id: "place", kind, connection, target: receiver.target }];
    const definition = { version: 1, slug: "tickets", name: "Tickets", sources: [{ source: "default", match: "ticket.*" }], steps: [], destinations };
    const { id: pipeline } = await organization.api<{ id: string }>("POST", "/v1/pipelines/import", { definition, deploy: true, activate: true });
    const event = await organization.ingest("ticket.created", { ticket: organization.name, customer: "Ada *Lovelace* & <b>sons</b>", amount: 4200 });
    await expect.poll(async () => (await receiver.messages()).length, { timeout: 30_000 }).toBe(tried.length + 1);

    await page.goto(`/pipelines/${pipeline}?node=destination:place&tab=message&editor=true`);
    const preview = page.getByRole("dialog").getByRole("region", { name: "Preview" });
    // Its heading names the event that it shows.
    await expect(preview).toContainText(event.slice(0, 12));
    expect(await receiver.previewed(preview)).toEqual((await receiver.messages()).at(-1));
    await receiver.close();
  });
}
