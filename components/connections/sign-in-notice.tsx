"use client";

import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { noticeOf } from "./sign-in-notice-words";

/** How a sign-in with a vendor ended, after it sent the browser back here with `?slack=…` or `?notion=…`. */
export function SignInNotice() {
  const [{ slack, notion }, setQuery] = useQueryStates({ slack: parseAsString, notion: parseAsString, connection: parseAsString });
  const code = slack ?? notion;
  if (code === null) return null;
  const { title, detail, isGood } = noticeOf(slack === null ? "notion" : "slack", code);
  const Icon = isGood ? CircleCheck : TriangleAlert;
  return (
    <div role={isGood ? "status" : "alert"} className={cn("mb-5 flex items-start gap-3 rounded-md border px-4 py-3", isGood ? "bg-delivered-tint" : "bg-retrying-tint")}>
      <Icon className={cn("mt-0.5 size-4 shrink-0", isGood ? "text-delivered" : "text-retrying")} aria-hidden="true" />
      <div className="min-w-0 flex-1 text-dense">
        <p className="font-medium">{title}</p>
        {detail && <p className="mt-0.5 text-neutral-11">{detail}</p>}
      </div>
      <Button variant="ghost" size="icon" aria-label="Dismiss" className="-my-1.5 -mr-2" onClick={() => void setQuery({ slack: null, notion: null, connection: null })}>
        <X aria-hidden="true" />
      </Button>
    </div>
  );
}
