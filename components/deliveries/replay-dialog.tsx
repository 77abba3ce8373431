"use client";

import { useId, useState } from "react";
import { useApiQuery } from "@/components/query/use-api-query";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import type { ReplayCount } from "@/lib/deliveries/replay-job-resource";
import { aboutText } from "./about-text";
import { replayWays, sameMessage, type ReplayWay } from "./replay-ways";
import { useReplayMany } from "./use-replay-many";

/** The chosen ones, or all that fit a filter. */
export type ReplayWhat = { ids: readonly string[] } | { filter: Record<string, string> };

type ReplayDialogProps = { what: ReplayWhat | null; onClose: () => void; onStarted: () => void };

/** Asks how many deliveries are to be sent again: how many there are comes first. */
export function ReplayDialog({ what, onClose, onStarted }: ReplayDialogProps) {
  return (
    <Dialog open={what !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      {what && <ReplayForm what={what} onStarted={onStarted} />}
    </Dialog>
  );
}

function ReplayForm({ what, onStarted }: { what: ReplayWhat; onStarted: () => void }) {
  const [way, setWay] = useState(sameMessage);
  const [rate, setRate] = useState("");
  const id = useId();
  const replay = useReplayMany();
  const count = useCount(what);
  const perSecond = rate === "" ? null : Number(rate);
  const total = count?.total ?? null;
  const start = () =>
    replay.mutate(
      { filter: "ids" in what ? { status: "dead,held,retrying", ids: [...what.ids] } : what.filter, from: way.from, version: way.version, ...(perSecond === null ? {} : { rate: perSecond }) },
      { onSuccess: onStarted },
    );
  return (
    <DialogContent
      title={total === null ? "Send again" : `Send ${words(total)} again`}
      description={"ids" in what ? "The ones you chose, oldest first." : "All that fit the tab and the filters now, shown or not, oldest first."}
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={id} isBusy={replay.isPending} disabled={total === null || total === 0}>
            {total === null ? "Send again" : `Send ${total.toLocaleString("en")} again`}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <Ways value={way} onChange={setWay} />
        {count === null ? <Skeleton className="h-4 w-56" /> : <Hint way={way} count={count} />}
        <FieldRow label="Messages a second, at most" htmlFor={`${id}-rate`} aside="optional" help={perSecond !== null && total !== null && way.from === "destination" ? `About ${aboutText(total / perSecond)} for all of them.` : "Without it, as fast as the destinations allow."}>
          <Input id={`${id}-rate`} type="number" inputMode="numeric" min={1} max={500} step={1} value={rate} onChange={(event) => setRate(event.target.value)} placeholder="no limit" aria-describedby={`${id}-rate-help`} className="max-w-36" />
        </FieldRow>
      </form>
    </DialogContent>
  );
}

function Ways({ value, onChange }: { value: ReplayWay; onChange: (way: ReplayWay) => void }) {
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="pb-1.5 text-dense font-medium">What is sent</legend>
      {replayWays.map((way) => (
        <label key={way.key} className="flex gap-2.5 rounded-sm border border-neutral-5 px-3 py-2 text-dense transition-colors hover:border-neutral-7 has-checked:border-accent has-focus-visible:outline-2 has-focus-visible:outline-accent">
          <input type="radio" name={name} checked={way === value} onChange={() => onChange(way)} className="mt-0.5 size-3.5 shrink-0 accent-accent outline-none" />
          <span>
            <span className="block font-medium">{way.title}</span>
            <span className="block text-label text-neutral-10">{way.help}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** What the choice means for these. */
function Hint({ way, count }: { way: ReplayWay; count: ReplayCount }) {
  const missing = count.without_message;
  if (way === sameMessage && missing > 0) {
    return <p className="text-label text-retrying">{missing === 1 ? "One of them has no message" : `${missing.toLocaleString("en")} of them have no message`}, since it could not be made: only a new one can be sent.</p>;
  }
  return (
    <p className="text-label text-neutral-10">
      {way.from === "start" ? "Each event runs once, and other destinations get their message again. " : ""}
      {way === sameMessage ? "What may have arrived can arrive twice." : "What failed stays in the history, and counts as sent again."}
    </p>
  );
}

/** Null while it is not known. */
function useCount(what: ReplayWhat): ReplayCount | null {
  const filter = "filter" in what ? what.filter : {};
  const { data } = useApiQuery<ReplayCount>("deliveries", "/v1/deliveries/replay/count", filter, { enabled: "filter" in what });
  return "ids" in what ? { total: what.ids.length, without_message: 0 } : (data ?? null);
}

function words(total: number): string {
  return total === 1 ? "one delivery" : `${total.toLocaleString("en")} deliveries`;
}
