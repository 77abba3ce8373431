"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Check, Copy, UserPlus } from "lucide-react";
import { useState } from "react";
import { apiSend } from "@/components/query/api-client";
import { Field } from "@/components/session/field";
import { FormProblem } from "@/components/session/form-problem";
import { useForm } from "@/components/session/use-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { InvitationResource } from "@/lib/invitations/invitation-resource";
import type { Role } from "@/lib/organizations/role";
import { readRole, roleOptions } from "./roles";

type Made = InvitationResource & { link: string };

export function InviteDialog() {
  const [isOpen, setIsOpen] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const open = (next: boolean) => {
    setIsOpen(next);
    if (next) setMade(null);
  };
  return (
    <Dialog open={isOpen} onOpenChange={open}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <UserPlus aria-hidden="true" />
          Invite
        </Button>
      </DialogTrigger>
      <DialogContent
        title={made ? "Send them this link" : "Invite someone"}
        description={made ? `It makes ${made.email} a member, works once and for seven days, and is shown only now.` : "You get a link to send to them."}
      >
        {made ? <MadeInvitation link={made.link} /> : <InviteForm onMade={setMade} />}
      </DialogContent>
    </Dialog>
  );
}

function InviteForm({ onMade }: { onMade: (made: Made) => void }) {
  const client = useQueryClient();
  const [role, setRole] = useState<Role>("editor");
  const { errors, problem, isBusy, onSubmit } = useForm(async ({ email }) => {
    const { data } = await apiSend<{ data: Made }>("POST", "/v1/invitations", { email, role });
    onMade(data);
    await client.invalidateQueries({ queryKey: ["members"] });
  });
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      {problem && <FormProblem>{problem}</FormProblem>}
      <Field name="email" label="Email" type="email" autoComplete="off" required autoFocus maxLength={254} error={errors.email} />
      <FieldRow label="Role" htmlFor="invite-role">
        <Select id="invite-role" value={role} onValueChange={(value) => setRole(readRole(value))} options={roleOptions} />
      </FieldRow>
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Create link
        </Button>
      </div>
    </form>
  );
}

function MadeInvitation({ link }: { link: string }) {
  const [isCopied, setIsCopied] = useState(false);
  // Browsers give the clipboard to https and to this machine only; elsewhere the link is selected, ready for Ctrl+C.
  const copy = () => navigator.clipboard?.writeText(link).then(() => setIsCopied(true));
  return (
    <div className="flex flex-col gap-4">
      <Input readOnly aria-label="Link" value={link} onFocus={(event) => event.currentTarget.select()} className="font-mono text-mono" />
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>Done</Button>
        </DialogClose>
        <Button variant="primary" onClick={() => void copy()}>
          {isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          {isCopied ? "Copied" : "Copy link"}
        </Button>
      </div>
    </div>
  );
}
