"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { useApiQuery } from "@/components/query/use-api-query";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";
import type { EventTypeResource } from "@/lib/event-types/event-type-resource";
import { schemaPath } from "./schema-words";

/** Asks which event; the page of its schema does the rest. */
export function DeclareDialog({ onClose }: { onClose: () => void }) {
  const id = useId();
  const router = useRouter();
  const [type, setType] = useState("");
  const recent = useApiQuery<EventTypeResource[]>("events", "/v1/event-types", { limit: 100 });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    router.push(schemaPath(type.trim()));
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="Declare an event"
        description="Of a type that came already, the fields are found in its recent events."
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" form={id} variant="primary">
              Continue
            </Button>
          </>
        }
      >
        <form id={id} onSubmit={submit}>
          <FieldRow label="Event type" htmlFor={`${id}-type`} help="As your app sends it: user.signed_up.">
            <Input id={`${id}-type`} value={type} onChange={(event) => setType(event.target.value)} list={`${id}-types`} maxLength={200} required pattern="\S.*" autoComplete="off" className="font-mono" />
          </FieldRow>
          <datalist id={`${id}-types`}>
            {recent.data?.map((one) => (
              <option key={one.type} value={one.type}>{one.type}</option>
            ))}
          </datalist>
        </form>
      </DialogContent>
    </Dialog>
  );
}
