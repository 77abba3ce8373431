"use client";

import { apiSend } from "@/components/query/api-client";
import { Field } from "./field";
import { FormProblem } from "./form-problem";
import { leaveFor } from "./leave-for";
import { signIn } from "./sign-in";
import { SubmitButton } from "./submit-button";
import { useForm } from "./use-form";

type InviteFormProps = { token: string; email: string; organizationName: string; hasAccount: boolean };

/** With the account the address has, or a new one. */
export function InviteForm({ token, email, organizationName, hasAccount }: InviteFormProps) {
  const { errors, problem, isBusy, onSubmit } = useForm(async ({ name, password = "" }) => {
    await apiSend("POST", "/v1/invitations/accept", { token, password, ...(name?.trim() ? { name } : {}) });
    const failure = await signIn(email, password);
    // They are a member: whatever went wrong now, the sign-in is where it goes on.
    leaveFor(failure === null ? "/pipelines" : "/sign-in");
    return "left";
  });
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      {problem && <FormProblem>{problem}</FormProblem>}
      <Field name="email" label="Email" type="email" autoComplete="username" value={email} readOnly className="text-neutral-11" />
      {hasAccount ? (
        <Field name="password" label="Password" type="password" autoComplete="current-password" required autoFocus maxLength={1000} error={errors.password} help="Of the account you already have here." />
      ) : (
        <>
          <Field name="name" label="Name" autoComplete="name" autoFocus maxLength={120} error={errors.name} aside="optional" />
          <Field name="password" label="Password" type="password" autoComplete="new-password" required maxLength={1000} error={errors.password} help="At least 10 characters." />
        </>
      )}
      <SubmitButton variant="primary" isBusy={isBusy} className="mt-1 h-9">
        Join {organizationName}
      </SubmitButton>
    </form>
  );
}
