"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { apiSend } from "@/components/query/api-client";
import { Field } from "@/components/session/field";
import { FormProblem } from "@/components/session/form-problem";
import { useForm } from "@/components/session/use-form";
import { Button } from "@/components/ui/button";

export function NameForm({ name: savedName }: { name: string }) {
  const [name, setName] = useState(savedName);
  const client = useQueryClient();
  const router = useRouter();
  const { errors, problem, isBusy, onSubmit } = useForm(async () => {
    await apiSend("PATCH", "/v1/me", { name });
    toast.success("Your name is saved");
    // The frame has the name from the server.
    router.refresh();
    await Promise.all(["me", "members"].map((topic) => client.invalidateQueries({ queryKey: [topic] })));
  });
  return (
    <form onSubmit={onSubmit} className="flex flex-col items-start gap-3">
      {problem && <FormProblem>{problem}</FormProblem>}
      <div className="w-full">
        <Field name="name" label="Name" autoComplete="name" maxLength={120} error={errors.name} value={name} onChange={(event) => setName(event.target.value)} />
      </div>
      <Button type="submit" isBusy={isBusy} disabled={name.trim() === savedName}>
        Save name
      </Button>
    </form>
  );
}
