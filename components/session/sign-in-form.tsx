"use client";

import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";
import { FormProblem } from "./form-problem";
import { PasswordInput } from "./password-input";
import { signIn } from "./sign-in";

type SignInFormProps = {
  /** A path of this site. */
  next: string;
  /** Why they are here again. */
  problem?: string | undefined;
};

export function SignInForm({ next, problem: initialProblem }: SignInFormProps) {
  const [problem, setProblem] = useState(initialProblem);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(undefined);
    const failure = await signIn(String(form.get("email")), String(form.get("password")));
    // A whole new page: nothing of an earlier session may be left in memory.
    if (failure === null) return location.assign(next);
    setProblem(failure);
    setBusy(false);
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {problem && <FormProblem>{problem}</FormProblem>}
      <FieldRow label="Email" htmlFor="email">
        <Input id="email" name="email" type="email" autoComplete="username" required autoFocus maxLength={254} />
      </FieldRow>
      <FieldRow label="Password" htmlFor="password">
        <PasswordInput id="password" name="password" autoComplete="current-password" required maxLength={1000} />
      </FieldRow>
      <Button type="submit" variant="primary" isBusy={isBusy} className="mt-1 h-9">
        Sign in
      </Button>
    </form>
  );
}
