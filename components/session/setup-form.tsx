"use client";

import { apiSend } from "@/components/query/api-client";
import { Field } from "./field";
import { FormProblem } from "./form-problem";
import { leaveFor } from "./leave-for";
import { signIn } from "./sign-in";
import { SubmitButton } from "./submit-button";
import { useForm } from "./use-form";

export function SetupForm({ token }: { token: string }) {
  const { errors, problem, isBusy, onSubmit } = useForm(async ({ organization, ...owner }) => {
    await apiSend("POST", "/v1/setup", { token, ...owner, ...(organization?.trim() ? { organization } : {}) });
    const failure = await signIn(owner.email ?? "", owner.password ?? "");
    // The account is made: whatever went wrong now, the sign-in is where it goes on.
    leaveFor(failure === null ? "/welcome" : "/sign-in");
    return "left";
  });
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      {problem && <FormProblem>{problem}</FormProblem>}
      <Field name="email" label="Email" type="email" autoComplete="username" required autoFocus maxLength={254} error={errors.email} />
      <Field name="password" label="Password" type="password" autoComplete="new-password" required maxLength={1000} error={errors.password} help="At least 10 characters." />
      <Field name="organization" label="Organization" autoComplete="organization" maxLength={120} error={errors.organization} aside="optional" help="Your team’s name; the address’s domain if left empty." />
      <SubmitButton variant="primary" isBusy={isBusy} className="mt-1 h-9">
        Create owner account
      </SubmitButton>
    </form>
  );
}
