import { CircleCheck, ExternalLink, TriangleAlert } from "lucide-react";
import { describeError } from "@/components/query/describe-error";

type ArrivalProps = {
  /** Absent until there is an answer. */
  result: { ok: true; url?: string | null } | { ok: false; detail: string } | undefined;
  error: Error | null;
};

/** Whether a test arrived, with the way to it, or what the vendor said. */
export function Arrival({ result, error }: ArrivalProps) {
  return (
    <div role="status" className="min-w-0 text-dense empty:hidden">
      {result && (result.ok ? <Arrived url={result.url ?? null} /> : <Failure text={result.detail} />)}
      {error && <Failure text={describeError(error).message} />}
    </div>
  );
}

function Arrived({ url }: { url: string | null }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="flex items-center gap-1.5">
        <CircleCheck className="size-4 shrink-0 text-delivered" aria-hidden="true" />
        Arrived
      </span>
      {url && (
        <a href={url} target="_blank" rel="noreferrer" className="flex items-center gap-1 underline underline-offset-2">
          See the message
          <ExternalLink className="size-3.5" aria-hidden="true" />
        </a>
      )}
    </span>
  );
}

function Failure({ text }: { text: string }) {
  return (
    <span className="flex items-start gap-1.5">
      <TriangleAlert className="mt-0.5 size-4 shrink-0 text-dead" aria-hidden="true" />
      <span className="min-w-0 break-words">{text}</span>
    </span>
  );
}
