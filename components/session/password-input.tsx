"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState, type ComponentProps } from "react";
import { Input } from "@/components/ui/input";

/** Can be looked at, which spares a second field to repeat it in. */
export function PasswordInput(props: ComponentProps<typeof Input>) {
  const [isShown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input {...props} type={isShown ? "text" : "password"} className="pr-9" spellCheck={false} autoCapitalize="off" />
      <button
        type="button"
        aria-label={isShown ? "Hide what you typed" : "Show what you typed"}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
        className="absolute inset-y-0 right-0 grid w-8 place-items-center rounded-sm text-neutral-10 hover:text-neutral-12 [&_svg]:size-4"
      >
        {isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
      </button>
    </div>
  );
}
