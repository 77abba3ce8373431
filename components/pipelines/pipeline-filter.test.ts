import { describe, expect, it } from "vitest";
import type { PipelineListItem } from "@/lib/pipelines/pipeline-resource";
import { countStatuses, filterPipelines } from "./pipeline-filter";

function pipeline(slug: string, over: { status?: string; total?: number; draft?: PipelineListItem["draft"] } = {}): PipelineListItem {
  const { status = "active", total = 0, draft = {} } = over;
  return {
    id: `pl_${slug}`, slug, name: slug.toUpperCase(), status, revision: 1, draft, draft_saved_by: null, version: null, created_at: "", updated_at: "", attention: [],
    activity: { from: "", bucket_ms: 1, runs: { total, running: 0, succeeded: 0, filtered: 0, failed: 0 }, deliveries: { pending: 0, retrying: 0, held: 0, delivered: 0, skipped: 0, dead: 0 }, series: [] },
  };
}

const all = [
  pipeline("signups", { total: 2, draft: { steps: [{ kind: "redact.pii", config: { prompt: "urgent" } }] } }),
  pipeline("alerts", { status: "paused", total: 9, draft: { sources: [{ source: "default", match: "support.ticket.created" }], destinations: [{ kind: "slack", target: { channel: "#alerts" } }] } }),
];
const slugs = (filter: Partial<Parameters<typeof filterPipelines>[1]>) => filterPipelines(all, { status: "all", text: "", sort: "newest", ...filter }).map(({ slug }) => slug);

describe("the pipelines that are shown", () => {
  it("are found by name, event type, step kind and channel, every word of the search", () => {
    expect(slugs({ text: "TICKET slack" })).toEqual(["alerts"]);
    expect(slugs({ text: "redact" })).toEqual(["signups"]);
    expect(slugs({ text: "urgent" })).toEqual([]);
    expect(slugs({ text: "  " })).toEqual(["signups", "alerts"]);
  });

  it("have the status and the order that was asked for", () => {
    expect(slugs({ status: "paused" })).toEqual(["alerts"]);
    expect(slugs({ sort: "name" })).toEqual(["alerts", "signups"]);
    expect(slugs({ sort: "busiest" })).toEqual(["alerts", "signups"]);
    expect(countStatuses(all)).toEqual({ all: 2, active: 1, paused: 1 });
  });
});
