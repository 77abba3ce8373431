import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { findRecipe } from "../lib/recipes/catalog";
import { createOrganization, type Organization } from "./fresh-organization";

export type Demo = { organization: Organization; ids: Record<"pipeline" | "event" | "run" | "delivery" | "connection" | "source" | "webhookSource" | "entity", string> };

const ticketsSent = 40;

/** The example pipeline with tickets run through it: something to see on every page. */
export async function createDemo(baseURL: string): Promise<Demo> {
  const organization = await createOrganization(baseURL, "demo");
  const { api } = organization;
  const { id: connection } = await organization.connectSandbox();
  await api("POST", "/v1/connections", { kind: "webhook", slug: "archive-hook", name: "Archive", config: { url: "https://archive.example/hook" }, verify: false });
  await api("PUT", "/v1/notices", { is_on: true, channel: { via: "connection", connection, target: { channel: "#general" } } });
  const definition = JSON.parse(readFileSync("examples/route-support-escalations.json", "utf8"));
  const { id: pipeline } = await api<{ id: string }>("POST", "/v1/pipelines/import", { definition, deploy: true, activate: true });
  const tickets = readFileSync("examples/support-tickets.jsonl", "utf8").trim().split("\n").slice(0, ticketsSent);
  await api("POST", "/v1/ingest", { events: tickets.map((line) => ({ type: "support.ticket.created", payload: JSON.parse(line) })) });
  await api("POST", "/v1/schemas", { yaml: findRecipe("route-support-escalations")?.schema });
  await api("POST", "/v1/ingest", { events: [{ type: "support.ticket.created", payload: { ticket_id: 7, customer_tier: "gold" } }, { type: "page.viewed", payload: {} }] });
  await api("POST", "/v1/agents", { name: "Support assistant", pipelines: [pipeline] });
  const { id: entity } = await api<{ id: string }>("POST", "/v1/entities", { kind: "customer", external_id: "cus_204", traits: { name: "Northwind", plan: "scale", mrr: 48900 } });
  await api("POST", "/v1/entities", { kind: "customer", external_id: "cus_204", traits: { csm: "Grace" } });
  const { id: webhookSource } = await api<{ id: string }>("POST", "/v1/sources", { slug: "stripe", name: "Stripe", kind: "webhook", auth_mode: "stripe" });
  const delivery = await until(async () => (await api<{ id: string; event_id: string; run_id: string }[]>("GET", "/v1/deliveries?kind=slack&status=delivered&limit=1"))[0]);
  const source = await until(async () => (await api<{ id: string; slug: string }[]>("GET", "/v1/sources")).find(({ slug }) => slug === "default"));
  return { organization, ids: { pipeline, connection, source: source.id, webhookSource, entity, delivery: delivery.id, event: delivery.event_id, run: delivery.run_id } };
}

/** What there will be once the work behind it is done. */
async function until<T>(read: () => Promise<T | undefined>): Promise<T> {
  let found: T | undefined;
  await expect.poll(async () => (found = await read()), { timeout: 60_000 }).toBeDefined();
  return found!;
}
