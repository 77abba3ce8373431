"use client";

import { type Route } from "next";
import { Field } from "./field";
import { FormProblem } from "./form-problem";
import { leaveFor } from "./leave-for";
import { signIn } from "./sign-in";
import { SubmitButton } from "./submit-button";
import { useForm } from "./use-form";

type SignInFormProps = {
  /** A path of this site. */
  next: Route;
  /** Why they are here again. */
  problem?: string | undefined;
};

export function SignInForm({ next, problem: earlierProblem }: SignInFormProps) {
  const { problem, isBusy, onSubmit } = useForm(async ({ email = "", password = "" }) => {
    const failure = await signIn(email, password);
    if (failure !== null) return { problem: failure };
    leaveFor(next);
    return "left";
  });
  const shown = problem ?? (isBusy ? undefined : earlierProblem);
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      {shown && <FormProblem>{shown}</FormProblem>}
      <Field name="email" label="Email" type="email" autoComplete="username" required autoFocus maxLength={254} />
      <Field name="password" label="Password" type="password" autoComplete="current-password" required maxLength={1000} />
      <SubmitButton variant="primary" isBusy={isBusy} className="mt-1 h-9">
        Sign in
      </SubmitButton>
    </form>
  );
}
