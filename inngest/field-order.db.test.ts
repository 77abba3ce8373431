import { expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { startTelegramDouble } from "@/lib/testing/doubles/telegram";
import { startInstallation } from "./testing/installation";

test("a default message has its fields as the schema orders them, those it does not declare after them", async () => {
  const [installation, telegram] = await Promise.all([startInstallation(), startTelegramDouble()]);
  const { db, organizationId } = installation;
  const definition = { type: "object", properties: { severity: { type: "string" }, service: { type: "string" }, count: { type: "number" } } };
  await db.prisma.eventSchema.create({ data: { id: newId("schema"), organizationId, eventType: "error.spike", version: 1, mode: "warn", definition } });
  const connection = await installation.connect("telegram", { botToken: telegram.botToken, apiBaseUrl: telegram.url });
  await installation.deploy({
    version: 1, slug: "spikes", name: "Spikes", sources: [{ source: "default" }], steps: [],
    destinations: [{ id: "ops", kind: "telegram", connection, target: { chat: "501" }, onAmbiguous: "resend", config: {} }],
  });
  await installation.send(["error.spike", "not.declared"].map((type) => ({ type, payload: { host: "web-1", count: 3, service: "api", severity: "page" } })));
  await installation.settle();
  const fieldsOf = (title: string) => telegram.messages.filter(({ plain }) => plain.startsWith(title)).map(({ plain }) => plain.split("\n").flatMap((line) => /^(\w+):/.exec(line)?.[1] ?? []));
  expect(fieldsOf("error.spike")).toEqual([["severity", "service", "count", "host"]]);
  expect(fieldsOf("not.declared")).toEqual([["host", "count", "service", "severity"]]);
  await Promise.all([installation.close(), telegram.close()]);
});
