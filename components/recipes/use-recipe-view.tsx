"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { DestinationMark } from "@/components/marks/destination-mark";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { useApiPages } from "@/components/query/use-api-query";
import { choiceKey, type SampleChoice } from "@/components/test-run/sample-choice";
import { Button } from "@/components/ui/button";
import { FieldRow } from "@/components/ui/field-row";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
import { destinationCatalog, type DestinationKind } from "@/lib/destinations/catalog";
import type { JsonObject } from "@/lib/pipeline/context";

const later = "later";

type UseRecipeProps = { slug: string; title: string; event: string; sample: JsonObject; summary: string; kind: DestinationKind };

/** From a recipe to a draft in the builder: which connection it is to send through. */
export function UseRecipeView({ slug, title, event, sample, summary, kind }: UseRecipeProps) {
  const id = useId();
  const router = useRouter();
  const connections = useApiPages<ConnectionResource>("connections", "/v1/connections", { limit: 200, kind });
  const [wanted, setWanted] = useState<string | null>(null);
  const { title: where } = destinationCatalog[kind];
  const known = connections.data ?? [];
  const chosen = wanted ?? known[0]?.slug ?? later;
  const use = useMutation({
    mutationFn: async () => (await apiSend<{ data: { pipeline_id: string } }>("POST", `/v1/recipes/${slug}/use`, { kind, ...(chosen === later ? {} : { connection: chosen }) })).data,
    onSuccess: ({ pipeline_id: pipelineId }) => {
      // What the builder tries the draft on, until an event is chosen.
      localStorage.setItem(choiceKey(pipelineId), JSON.stringify({ kind: "json", type: event, text: JSON.stringify(sample, null, 2) } satisfies SampleChoice));
      router.push(`/pipelines/${pipelineId}`);
    },
    onError: showError,
  });
  return (
    <div className="max-w-xl">
      <PageHeader eyebrow={<Link href={`/recipes/${slug}/${kind}`} className="rounded-xs hover:text-neutral-12 hover:underline">Recipe</Link>} title={title} description={summary} />
      <div className="flex flex-col gap-5 rounded-md border p-5">
        <p className="flex items-center gap-2 text-dense">
          <DestinationMark kind={kind} />
          <span>
            A draft pipeline takes <code className="font-mono text-mono">{event}</code> from the source <code className="font-mono text-mono">default</code> to {where}. The event’s fields are declared, unless they are already. Nothing is sent before you deploy it.
          </span>
        </p>
        <FieldRow label="Connection" htmlFor={id} help={known.length === 0 && connections.isSuccess ? `Nothing of ${where} is connected yet: do it now, or later in the builder.` : undefined}>
          <Select id={id} value={chosen} onValueChange={setWanted} options={[...known.map(({ slug: value, name }) => ({ value, label: name })), { value: later, label: "Choose it in the builder" }]} disabled={connections.isPending} />
        </FieldRow>
        <div className="flex flex-wrap items-center gap-3">
          <Button variant="primary" isBusy={use.isPending} disabled={connections.isPending} onClick={() => use.mutate()}>
            Make the draft
          </Button>
          <Link href={`/destinations/new/${kind}`} className="rounded-xs text-dense text-neutral-11 hover:text-neutral-12 hover:underline">
            Connect {where}
          </Link>
        </div>
      </div>
    </div>
  );
}
