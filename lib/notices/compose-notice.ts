import { explainFailure } from "@/lib/deliveries/explain-failure";
import { destinationDefinition } from "@/lib/destinations/catalog";
import { z } from "zod";
import { messageExcerpt } from "./message-excerpt";
import type { NoticeRow } from "./store";

/** A notice in words, whatever it goes through. */
export type NoticeMessage = {
  title: string;
  facts: { label: string; value: string }[];
  link: { label: string; url: string };
};

/**
 * What one round says: the first failure, or how many followed. It may go where people see less than the failed
 * destination does, so of a pipeline that redacts nothing is quoted that any other destination would not see as well.
 */
export function composeNotice(notice: NoticeRow, publicUrl: string): NoticeMessage {
  const pipeline = { label: "Pipeline", value: notice.pipeline.name };
  if (!notice.delivery) return runNotice(notice, pipeline, publicUrl);
  const { delivery, kind, more, round } = notice;
  const place = placeOf(delivery);
  const canQuote = !redactions(notice).some(({ columns }) => columns > 1);
  const entry = explainFailure({
    kind: delivery.kind, code: notice.code, status: kind === "delivery" ? "dead" : "held",
    reason: canQuote ? notice.reason : null, possibly_sent: delivery.possibly_sent, hasMessage: delivery.message !== null,
  });
  const reason = { label: "Reason", value: entry?.what ?? "It was refused." };
  if (round > 0) {
    const url = `${publicUrl}/deliveries?status=dead&pipeline=${notice.pipeline.id}&destination=${encodeURIComponent(delivery.destination_id)}`;
    return { title: `${more} more ${more === 1 ? "delivery" : "deliveries"} to ${place} failed`, facts: [pipeline, reason], link: { label: "Open deliveries", url } };
  }
  const excerpt = canQuote && delivery.message !== null ? messageExcerpt(delivery.kind, delivery.message) : "";
  const facts = [pipeline, reason, { label: "What to do", value: entry?.advice ?? "" }, { label: "Message", value: excerpt }].filter(({ value }) => value !== "");
  if (kind === "connection") {
    const name = delivery.connection_name ?? place;
    return { title: `${name} does not work any more: its messages are held`, facts, link: { label: "Open connection", url: `${publicUrl}/destinations/${delivery.connection_slug ?? ""}` } };
  }
  const title = kind === "target" ? `Messages to ${place} are held` : `A delivery to ${place} failed`;
  return { title, facts, link: { label: "Open delivery", url: `${publicUrl}/deliveries/${delivery.id}` } };
}

/** `Slack #alerts`; the connection's name where that is the address. */
function placeOf({ kind, target, connection_name: name }: NonNullable<NoticeRow["delivery"]>): string {
  const definition = destinationDefinition(kind);
  return `${definition?.title ?? kind} ${definition?.describeTarget(target) || (name ?? "")}`.trim();
}

function runNotice(notice: NoticeRow, pipeline: { label: string; value: string }, publicUrl: string): NoticeMessage {
  const { more, round, run_id: runId, pipeline: { id, name } } = notice;
  if (round > 0) {
    return { title: `${more} more ${more === 1 ? "run" : "runs"} of ${name} failed`, facts: [pipeline], link: { label: "Open runs", url: `${publicUrl}/pipelines/${id}/runs` } };
  }
  // A step's error may name the value it could not take.
  const reason = redactions(notice).length > 0 ? "It stands on the run's page: this pipeline redacts personal data." : (notice.reason ?? "No reason was given.");
  return { title: `A run of ${name} failed`, facts: [pipeline, { label: "Reason", value: reason }], link: { label: "Open run", url: `${publicUrl}/runs/${runId}` } };
}

const redaction = z.looseObject({ columns: z.record(z.string(), z.unknown()) });

function redactions({ steps }: NoticeRow): { columns: number }[] {
  return steps.filter(({ kind }) => kind === "redact.pii").map(({ config }) => ({ columns: Object.keys(redaction.safeParse(config).data?.columns ?? {}).length }));
}
