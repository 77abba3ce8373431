"use client";

import { useState } from "react";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { leaveFor } from "@/components/session/leave-for";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

export function SignOutEverywhere() {
  const [isAsking, setIsAsking] = useState(false);
  const end = async () => {
    try {
      await apiSend("POST", "/v1/me/sign-out");
    } catch (error) {
      showError(error);
      throw error;
    }
    leaveFor("/sign-in");
  };
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>Sign out everywhere</Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title="Sign out everywhere?"
        description="Every browser you are signed in with has to sign in again, this one too. API keys keep working."
        confirmLabel="Sign out everywhere"
        onConfirm={end}
      />
    </>
  );
}
