import { readSystemStatus } from "@/lib/health/read-system-status";

export const dynamic = "force-dynamic";
export const metadata = { title: "Status" };

export default async function StatusPage() {
  const status = await readSystemStatus();
  const isReady = status.problems.length === 0;
  return (
    <main className="mx-auto flex min-h-dvh max-w-2xl flex-col justify-center gap-8 px-5 py-12">
      <header className="flex flex-col gap-2">
        <p className="font-mono text-[12.5px] text-neutral-10">
          01 source · 02 pipeline · 03 destinations
        </p>
        <h1 className="text-2xl font-semibold tracking-tight">Ingestlayer</h1>
        <p className="text-neutral-11">{isReady ? "Ready for events." : `Not ready: ${status.problems.join("; ")}.`}</p>
      </header>
      <dl className="divide-y divide-neutral-5 rounded-md border border-neutral-5 bg-neutral-2">
        <Part name="Database" isReady={status.isDatabaseReady} />
        <Part name="Engine" isReady={status.isEngineReady} />
        <Row name="Version" value={status.version} />
        <Row name="Running since" value={<time dateTime={status.startedAt.toISOString()}>{status.startedAt.toISOString().replace("T", " ").slice(0, 19)} UTC</time>} />
        {status.counts && (
          <>
            <Row name="Pipelines" value={status.counts.pipelines.toLocaleString("en")} />
            <Row name="Events" value={status.counts.events.toLocaleString("en")} />
            <Row name="Deliveries" value={status.counts.deliveries.toLocaleString("en")} />
          </>
        )}
      </dl>
      <section aria-label="First event" className="flex flex-col gap-2">
        <h2 className="font-medium">Send an event</h2>
        <pre tabIndex={0} className="overflow-x-auto rounded-md border border-neutral-5 bg-neutral-2 p-4 font-mono text-[12.5px] leading-5 text-neutral-12">
          {example}
        </pre>
      </section>
    </main>
  );
}

const example = `curl -X POST "$INGESTLAYER_URL/v1/ingest" \\
  -H "authorization: Bearer $INGESTLAYER_KEY" \\
  -H "content-type: application/json" \\
  -d '{ "type": "user.signed_up", "payload": { "plan": "pro" } }'`;

function Part({ name, isReady }: { name: string; isReady: boolean }) {
  const value = (
    <span className={isReady ? "text-delivered" : "text-dead"}>
      <span aria-hidden="true">{isReady ? "✓" : "✕"}</span> {isReady ? "ready" : "not ready"}
    </span>
  );
  return <Row name={name} value={value} />;
}

function Row({ name, value }: { name: string; value: React.ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4 px-4 py-3">
      <dt className="text-neutral-11">{name}</dt>
      <dd className="text-right font-mono text-[12.5px] tabular-nums">{value}</dd>
    </div>
  );
}
