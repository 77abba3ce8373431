import { Button } from "@/components/ui/button";

export function DefaultMessage({ onCustomize, disabled }: { onCustomize: () => void; disabled: boolean }) {
  return (
    <div className="rounded-md border border-dashed border-neutral-6 p-6">
      <h3 className="font-semibold">Default message</h3>
      <p className="mt-1 max-w-prose text-dense text-neutral-11">
        Made of the event’s type and its first fields, with a link to the event. It follows the payload by itself: a new field shows up without a change here.
      </p>
      <Button className="mt-4" onClick={onCustomize} disabled={disabled}>
        Customize
      </Button>
    </div>
  );
}
