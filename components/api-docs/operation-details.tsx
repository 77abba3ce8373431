import { ChevronRight } from "lucide-react";
import { cn } from "@/components/ui/class-names";
import { CodeBlock } from "@/components/ui/code-block";
import type { JsonSchema, Operation, Parameter } from "@/lib/openapi/openapi-document";
import { describeSchema } from "./describe-schema";
import { InlineCode } from "./inline-code";

const methodColors: Record<string, string> = { get: "text-accent", post: "text-delivered", put: "text-retrying", patch: "text-retrying", delete: "text-dead" };

/** One operation, closed until somebody wants to know. */
export function OperationDetails({ method, path, operation }: { method: string; path: string; operation: Operation }) {
  const { summary, description, parameters = [], requestBody, responses, operationId } = operation;
  const scope = operation["x-scope"];
  return (
    <details id={operationId} className="group min-w-0">
      <summary className="flex cursor-pointer list-none flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 py-2 hover:bg-neutral-2 focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-3.5 self-center text-neutral-9 transition-transform group-open:rotate-90" />
        <code className={cn("w-14 font-mono text-mono font-medium uppercase", methodColors[method])}>{method}</code>
        <code className="min-w-0 font-mono text-mono break-all">{path}</code>
        <span className="text-dense text-neutral-11 max-sm:w-full max-sm:pl-6 sm:ml-auto">{summary}</span>
      </summary>
      <div className="flex flex-col gap-4 px-3 pb-5 sm:pl-10">
        <p className="text-dense text-neutral-11">
          {description && <InlineCode text={description} />} {scope ? <>Needs the scope <code className="font-mono text-mono text-neutral-12">{scope}</code>.</> : "Needs no key."}
        </p>
        {parameters.length > 0 && <Parameters parameters={parameters} />}
        {Object.entries(requestBody?.content ?? {}).slice(0, 1).map(([type, { schema }]) => (
          <Shape key={type} title="Body" schema={schema} />
        ))}
        {Object.entries(responses)
          .filter(([status]) => status.startsWith("2"))
          .map(([status, { content }]) => {
            const schema = content?.["application/json"]?.schema;
            return schema ? <Shape key={status} title={`Answer ${status}`} schema={schema} /> : <p key={status} className="text-dense">Answers <code className="font-mono text-mono">{status}</code> without a body.</p>;
          })}
      </div>
    </details>
  );
}

function Parameters({ parameters }: { parameters: Parameter[] }) {
  return (
    <div>
      <h3 className="mb-1 text-label font-medium text-neutral-11">Parameters</h3>
      <ul className="flex flex-col gap-1 text-dense">
        {parameters.map(({ name, in: place, required, schema, description }) => (
          <li key={`${place} ${name}`} className="break-words">
            <code className="font-mono text-mono">{name}</code> <span className="text-neutral-11">{`${place}, ${describeSchema(schema)}${required ? ", required" : ""}`}{description && <> · <InlineCode text={description} /></>}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Shape({ title, schema }: { title: string; schema: JsonSchema }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-label font-medium text-neutral-11">{title}</h3>
      <CodeBlock code={describeSchema(schema)} language={title} />
    </div>
  );
}
