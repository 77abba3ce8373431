"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FormProblem } from "./form-problem";
import { signInWith } from "./sign-in";

export function ProviderButtons({ providers, next }: { providers: { id: string; name: string }[]; next: string }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [hasFailed, setFailed] = useState(false);

  function choose(id: string) {
    setChosen(id);
    setFailed(false);
    signInWith(id, next).catch(() => {
      setChosen(null);
      setFailed(true);
    });
  }

  return (
    <div className="flex flex-col gap-2">
      <p className="flex items-center gap-3 pb-1 text-label text-neutral-10 before:h-px before:flex-1 before:bg-neutral-5 after:h-px after:flex-1 after:bg-neutral-5">or</p>
      {hasFailed && <FormProblem>The server can’t be reached. Check your connection.</FormProblem>}
      {providers.map(({ id, name }) => (
        <Button key={id} className="h-9" isBusy={chosen === id} disabled={chosen !== null} onClick={() => choose(id)}>
          Continue with {name}
        </Button>
      ))}
    </div>
  );
}
