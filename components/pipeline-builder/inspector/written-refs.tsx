import { CopyButton } from "@/components/ui/copy-button";
import { type PipelineStep } from "@/lib/pipeline/definition";
import { stepDefinition } from "../step-definition";

/** What later steps and messages can read of this one. */
export function WrittenRefs({ step }: { step: PipelineStep }) {
  const definition = stepDefinition(step.kind);
  const parsed = definition?.config.safeParse(step.config);
  const refs = parsed?.success ? (definition?.writes?.(parsed.data) ?? []).map((path) => `$${path.join(".")}`) : [];
  if (refs.length === 0) return null;
  return (
    <section className="border-t pt-4">
      <h3 className="text-dense font-medium">Writes</h3>
      <ul className="mt-1 flex flex-col">
        {refs.map((ref) => (
          <li key={ref} className="flex items-center gap-1">
            <code className="font-mono text-mono text-neutral-11">{ref}</code>
            <CopyButton text={ref} label={`Copy ${ref}`} />
          </li>
        ))}
      </ul>
      <p className="text-label text-neutral-10">Steps and messages behind this one can read it.</p>
    </section>
  );
}
