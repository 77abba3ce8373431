"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { apiSend } from "@/components/query/api-client";
import { Field } from "@/components/session/field";
import { FormProblem } from "@/components/session/form-problem";
import { leaveFor } from "@/components/session/leave-for";
import { signIn } from "@/components/session/sign-in";
import { useForm } from "@/components/session/use-form";
import { Button } from "@/components/ui/button";

export function PasswordForm({ email, hasPassword }: { email: string; hasPassword: boolean }) {
  const client = useQueryClient();
  const { errors, problem, isBusy, onSubmit } = useForm(async ({ password = "", current_password: current }, form) => {
    await apiSend("POST", "/v1/me/password", { password, ...(hasPassword ? { current_password: current } : {}) });
    // Every session has ended, this one's too.
    const failure = await signIn(email, password);
    if (failure !== null) {
      leaveFor("/sign-in");
      return "left";
    }
    form.reset();
    toast.success(hasPassword ? "Your password is changed, and other sessions have ended" : "Your password is set");
    await client.invalidateQueries({ queryKey: ["me"] });
  });
  return (
    <form onSubmit={onSubmit} className="flex flex-col items-start gap-4">
      {problem && <FormProblem>{problem}</FormProblem>}
      {/* For password managers, which else don't know whose it is. */}
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      {hasPassword && (
        <div className="w-full">
          <Field name="current_password" label="Current password" type="password" autoComplete="current-password" required maxLength={1000} error={errors.current_password} />
        </div>
      )}
      <div className="w-full">
        <Field name="password" label="New password" type="password" autoComplete="new-password" required maxLength={1000} error={errors.password} help="At least 10 characters." />
      </div>
      <Button type="submit" isBusy={isBusy}>
        {hasPassword ? "Change password" : "Set password"}
      </Button>
    </form>
  );
}
